import { accessMessages } from './access';
import { clientMessages } from './client';
import { connectionMessages } from './connections';
import { deployingMessages } from './deploying';
import { failureMessages } from './failures';
import { fieldMessages } from './fields';
import { harborMessages } from './harbor';
import { imageMessages } from './images';
import { integrationMessages } from './integrations';
import { jfrogMessages } from './jfrog';
import { ociMessages } from './oci';
import { portalMessages } from './portal';
import { referenceMessages } from './references';
import { repositoryIndexMessages } from './repositoryIndex';
import { requestMessages } from './requests';
import { stepMessages } from './steps';
import { thingMessages } from './things';
import { transportMessages } from './transport';
import { vendorMessages } from './vendors';
import { webhookMessages } from './webhooks';

/** Every text of the backend for a person, in English: the one place where its wording is edited. */
export const catalogue = {
  ...accessMessages,
  ...clientMessages,
  ...connectionMessages,
  ...deployingMessages,
  ...failureMessages,
  ...fieldMessages,
  ...harborMessages,
  ...imageMessages,
  ...integrationMessages,
  ...jfrogMessages,
  ...ociMessages,
  ...portalMessages,
  ...referenceMessages,
  ...repositoryIndexMessages,
  ...requestMessages,
  ...stepMessages,
  ...thingMessages,
  ...transportMessages,
  ...vendorMessages,
  ...webhookMessages,
} as const;
