import { Message, message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../../errors';

/** An answer that cannot be used at all. */
export function otherForm(what: Message): RegistryError {
  return new RegistryError('BAD_RESPONSE', {
    message: message('ANSWER_OF_OTHER_FORM', { what }),
  });
}
