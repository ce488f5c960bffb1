import { connectionTest } from './connectionTest';
import { dialogs } from './dialogs';
import { errors } from './errors';
import { form } from './form';
import { gaps } from './gaps';
import { hints } from './hints';
import { images } from './images';
import { namespacePicker } from './namespacePicker';
import { namespaces } from './namespaces';
import { page } from './page';
import { picker } from './picker';
import { pullCredentials } from './pullCredentials';
import { states } from './states';
import { webhook } from './webhook';
import { workspaces } from './workspaces';

/** English texts. */
export const messages = {
  ...connectionTest,
  ...dialogs,
  ...errors,
  ...form,
  ...gaps,
  ...hints,
  ...images,
  ...namespacePicker,
  ...namespaces,
  ...page,
  ...picker,
  ...pullCredentials,
  ...states,
  ...webhook,
  ...workspaces,
} as const;
