import { hasWorkspaceAdmin } from './hasWorkspaceAdmin';
import { hasWorkspaceMember, isWorkspaceOfMember } from './hasWorkspaceMember';
import { inWorkspace, isWorkspace } from './inWorkspace';
import { isShared } from './isShared';
import { isType } from './isType';

export const integrationRules = [
  inWorkspace,
  hasWorkspaceMember,
  isType,
  isShared,
];

export const workspaceRules = [
  isWorkspace,
  isWorkspaceOfMember,
  hasWorkspaceAdmin,
];
