import {
  message,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { AdmittedToIntegration, Condition, refuse } from '../access';
import { inputError, notAllowedError } from '../model';
import { touchesCredential } from './integrationSettings';

type ChangeCondition = Condition<
  { body: UpdateIntegrationRequest },
  AdmittedToIntegration
>;

const toChangeCredential: ChangeCondition = async (
  admitted,
  { body },
  call,
  { integrations },
) => {
  if (touchesCredential(body)) {
    await integrations.admitToCredential(admitted, call);
  }
};

const toShare: ChangeCondition = async (
  { caller, integration: { id, workspace } },
  { body: { sharing } },
  _call,
  { policy, directory },
) => {
  if (!sharing) {
    return;
  }
  if (!policy.mayShare(caller)) {
    throw refuse(notAllowedError(message('SHARE_PLATFORM_ADMINS_ONLY')), {
      action: 'share',
      reason: 'role',
      workspace,
      integrationId: id,
    });
  }
  const found = await directory.find(sharing.workspaces);
  const known = new Set(found.map(({ entityRef }) => entityRef));
  const unknown = sharing.workspaces.filter(ref => !known.has(ref));
  if (unknown.length > 0) {
    throw inputError(message('CATALOG_WITHOUT_GROUPS', { groups: unknown }));
  }
};

const toConfirmImageHost: ChangeCondition = async (
  { caller, integration: { id, workspace } },
  { body: { confirmImageHost } },
  _call,
  { policy },
) => {
  if (confirmImageHost && !policy.mayShare(caller)) {
    throw refuse(notAllowedError(message('CONFIRM_PLATFORM_ADMINS_ONLY')), {
      action: 'confirm-image-host',
      reason: 'role',
      workspace,
      integrationId: id,
    });
  }
};

/** Only platform admins give an integration, and the password in it, to another workspace. */
const toMove: ChangeCondition = async (
  { caller, integration: { id, workspace } },
  { body: { workspace: to } },
  _call,
  { directory },
) => {
  if (to === undefined) {
    return;
  }
  if (!caller.platformAdmin) {
    throw refuse(notAllowedError(message('ASSIGN_PLATFORM_ADMINS_ONLY')), {
      action: 'move',
      reason: 'role',
      workspace,
      integrationId: id,
    });
  }
  const [found] = await directory.find([to], { present: true });
  if (!found) {
    throw inputError(message('CATALOG_WITHOUT_GROUPS', { groups: to }));
  }
};

/** What must be allowed beyond changing an integration, by the fields that a change is about. */
export const changeConditions: readonly ChangeCondition[] = [
  toChangeCredential,
  toShare,
  toConfirmImageHost,
  toMove,
];
