/** English texts of the dialog about the webhook of an integration. */
export const webhook = {
  webhook: {
    title: 'Webhook of {{name}}',
    what: 'The registry calls the portal when an image is pushed or deleted. New tags and repositories then appear at once.',
    loadFailed: 'The webhook could not be loaded',
    updateFailed: 'The state of the webhook may be out of date',
    none: 'There is no secret, so every call is refused.',
    created: 'Secret created {{ago}} by {{by}}',
    lastEvent: 'Last call {{ago}}',
    noEvent: 'No call yet',
    refused: 'A call was refused {{ago}}',
    create: 'Create secret',
    renew: 'Renew secret',
    renewing: 'A new secret replaces the old one at once.',
    remove: 'Remove secret',
    close: 'Close',
    createFailed: 'No secret was created',
    removeFailed: 'The secret was not removed',
    once: 'Copy the secret now. It is not shown again.',
    secret: 'Secret',
    address: 'Address',
    steps: {
      heading: 'Set up in the registry',
      harbor:
        'In each project of Harbor, open Webhooks and press New Webhook. Choose the type HTTP. Enter the address as endpoint URL and the secret as Auth Header. Tick Artifact pushed and Artifact deleted.',
      jfrog:
        'In Artifactory, open Administration, General, Webhooks and create a webhook. Enter the address as URL and the secret as Secret token. Choose the Docker events pushed, deleted and promoted. If there is Use secret for payload signing, tick it.',
      docker:
        'Docker Registry: add this to the configuration file of the registry, and restart it.',
      snippet: 'Configuration of Docker Registry',
      quay: 'Quay: in each repository, open Settings and press Create Notification. Choose Push to Repository and Webhook POST, and enter this address. It contains the secret.',
      quayAddress: 'Address for Quay',
      placeholder: 'secret',
    },
  },
} as const;
