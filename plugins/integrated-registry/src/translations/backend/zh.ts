import { accessMessagesZh } from './access.zh';
import { clientMessagesZh } from './client.zh';
import { connectionMessagesZh } from './connections.zh';
import { failureMessagesZh } from './failures.zh';
import { fieldMessagesZh } from './fields.zh';
import { imageMessagesZh } from './images.zh';
import { integrationMessagesZh } from './integrations.zh';
import { portalMessagesZh } from './portal.zh';
import { referenceMessagesZh } from './references.zh';
import { repositoryIndexMessagesZh } from './repositoryIndex.zh';
import { requestMessagesZh } from './requests.zh';
import { thingMessagesZh } from './things.zh';
import { transportMessagesZh } from './transport.zh';
import { vendorMessagesZh } from './vendors.zh';

/** Simplified Chinese texts of the messages of the backend. */
export default {
  ...accessMessagesZh,
  ...clientMessagesZh,
  ...connectionMessagesZh,
  ...failureMessagesZh,
  ...fieldMessagesZh,
  ...imageMessagesZh,
  ...integrationMessagesZh,
  ...portalMessagesZh,
  ...referenceMessagesZh,
  ...repositoryIndexMessagesZh,
  ...requestMessagesZh,
  ...thingMessagesZh,
  ...transportMessagesZh,
  ...vendorMessagesZh,
};
