import { CredentialBinding } from '../../credentials';
import { StoredIntegration } from '../../model';

/**
 * What a separate pull credential is bound to: integration, workspace, user name, and the image host
 * that clients send it to. Whoever points the integration at another host has to enter it again.
 */
export function pullBinding(
  { id, type, imageHost }: Pick<StoredIntegration, 'id' | 'type' | 'imageHost'>,
  workspace: string,
  username: string,
): CredentialBinding {
  return {
    id: JSON.stringify(['pull', id, workspace]),
    type,
    url: imageHost,
    username,
    tls: { skipVerify: false },
  };
}
