import {
  message,
  RecordImageUseRequest,
} from 'backstage-plugin-integrated-registry-common';
import { AdmittedCaller, Condition, refuse } from '../../access';
import { notAllowedError } from '../../model';

type UseCondition = Condition<{ body: RecordImageUseRequest }, AdmittedCaller>;

const toRecord: UseCondition = (
  _admitted,
  { body: { workspace } },
  call,
  { policy },
) => policy.admitToRecordUse(workspace, call);

/**
 * What the catalog has is named by those who own it. What it does not have yet is being made by a
 * template.
 */
const toName: UseCondition = async (
  { caller },
  { body: { workspace, usedBy } },
  _call,
  { directory },
) => {
  const owners = await directory.ownersOf(usedBy);
  const allowed =
    owners === undefined ||
    caller.kind === 'service' ||
    caller.platformAdmin ||
    [workspace, ...caller.ownershipRefs].some(ref => owners.includes(ref));
  if (!allowed) {
    throw refuse(
      notAllowedError(
        message('IMAGE_USES_OF_OTHERS', { entity: usedBy, workspace }),
      ),
      { action: 'record-image-use', reason: 'role', workspace },
    );
  }
};

/** What must be allowed beyond using integrations, to record that an entity uses an image. */
export const useConditions: readonly UseCondition[] = [toRecord, toName];
