import { accessMessagesZh } from './access.zh';
import { clientMessagesZh } from './client.zh';
import { connectionMessagesZh } from './connections.zh';
import { deployingMessagesZh } from './deploying.zh';
import { failureMessagesZh } from './failures.zh';
import { fieldMessagesZh } from './fields.zh';
import { harborMessagesZh } from './harbor.zh';
import { imageMessagesZh } from './images.zh';
import { integrationMessagesZh } from './integrations.zh';
import { jfrogMessagesZh } from './jfrog.zh';
import { ociMessagesZh } from './oci.zh';
import { portalMessagesZh } from './portal.zh';
import { referenceMessagesZh } from './references.zh';
import { repositoryIndexMessagesZh } from './repositoryIndex.zh';
import { requestMessagesZh } from './requests.zh';
import { stepMessagesZh } from './steps.zh';
import { thingMessagesZh } from './things.zh';
import { transportMessagesZh } from './transport.zh';
import { vendorMessagesZh } from './vendors.zh';
import { webhookMessagesZh } from './webhooks.zh';

/** Simplified Chinese texts of the messages of the backend. */
export default {
  ...accessMessagesZh,
  ...clientMessagesZh,
  ...connectionMessagesZh,
  ...deployingMessagesZh,
  ...failureMessagesZh,
  ...fieldMessagesZh,
  ...harborMessagesZh,
  ...imageMessagesZh,
  ...integrationMessagesZh,
  ...jfrogMessagesZh,
  ...ociMessagesZh,
  ...portalMessagesZh,
  ...referenceMessagesZh,
  ...repositoryIndexMessagesZh,
  ...requestMessagesZh,
  ...stepMessagesZh,
  ...thingMessagesZh,
  ...transportMessagesZh,
  ...vendorMessagesZh,
  ...webhookMessagesZh,
};
