import { hasWorkspaceAdmin } from './hasWorkspaceAdmin';
import { hasWorkspaceMember } from './hasWorkspaceMember';
import { inWorkspace } from './inWorkspace';
import { isShared } from './isShared';
import { isType } from './isType';
import { isWorkspace } from './isWorkspace';
import { isWorkspaceOfAdmin } from './isWorkspaceOfAdmin';
import { isWorkspaceOfMember } from './isWorkspaceOfMember';

export const integrationRules = {
  inWorkspace,
  hasWorkspaceMember,
  hasWorkspaceAdmin,
  isType,
  isShared,
};

export const workspaceRules = {
  inWorkspace: isWorkspace,
  hasWorkspaceMember: isWorkspaceOfMember,
  hasWorkspaceAdmin: isWorkspaceOfAdmin,
};
