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
  admitted,
  { body: { sharing } },
  _call,
  { policy, directory },
) => {
  if (!sharing) {
    return;
  }
  if (!policy.mayShare(admitted.caller)) {
    throw refusal(admitted, 'share', 'SHARE_PLATFORM_ADMINS_ONLY');
  }
  const found = await directory.find(sharing.workspaces);
  const known = new Set(found.map(({ entityRef }) => entityRef));
  const unknown = sharing.workspaces.filter(ref => !known.has(ref));
  if (unknown.length > 0) {
    throw inputError(message('CATALOG_WITHOUT_GROUPS', { groups: unknown }));
  }
};

const toConfirmImageHost: ChangeCondition = async (
  admitted,
  { body: { confirmImageHost } },
  _call,
  { policy },
) => {
  if (confirmImageHost && !policy.mayShare(admitted.caller)) {
    throw refusal(
      admitted,
      'confirm-image-host',
      'CONFIRM_PLATFORM_ADMINS_ONLY',
    );
  }
};

/** Templates and other workspaces go by the name under which it was shared. */
const toRename: ChangeCondition = async (
  admitted,
  { body: { name } },
  _call,
  { policy },
) => {
  const { integration, caller } = admitted;
  if (
    name !== undefined &&
    name !== integration.name &&
    integration.sharing.with !== 'nobody' &&
    !policy.mayShare(caller)
  ) {
    throw refusal(admitted, 'rename', 'RENAME_PLATFORM_ADMINS_ONLY');
  }
};

/** Only platform admins give an integration, and the password in it, to another workspace. */
const toMove: ChangeCondition = async (
  admitted,
  { body: { workspace: to } },
  _call,
  { directory },
) => {
  if (to === undefined) {
    return;
  }
  if (!admitted.caller.platformAdmin) {
    throw refusal(admitted, 'move', 'ASSIGN_PLATFORM_ADMINS_ONLY');
  }
  const [found] = await directory.find([to], { present: true });
  if (!found) {
    throw inputError(message('CATALOG_WITHOUT_GROUPS', { groups: to }));
  }
};

function refusal(
  { integration: { id, workspace } }: AdmittedToIntegration,
  action: 'share' | 'rename' | 'confirm-image-host' | 'move',
  code:
    | 'SHARE_PLATFORM_ADMINS_ONLY'
    | 'RENAME_PLATFORM_ADMINS_ONLY'
    | 'CONFIRM_PLATFORM_ADMINS_ONLY'
    | 'ASSIGN_PLATFORM_ADMINS_ONLY',
): Error {
  return refuse(notAllowedError(message(code)), {
    action,
    reason: 'role',
    workspace,
    integrationId: id,
  });
}

/** What must be allowed beyond changing an integration, by the fields that a change is about. */
export const changeConditions: readonly ChangeCondition[] = [
  toChangeCredential,
  toShare,
  toRename,
  toConfirmImageHost,
  toMove,
];
