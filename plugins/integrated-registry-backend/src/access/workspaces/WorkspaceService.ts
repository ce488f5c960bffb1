import {
  WorkspaceList,
  WorkspaceListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { CallerOptions } from '../../model';

/** The workspaces somebody has to do with. */
export interface WorkspaceService {
  list(
    query: WorkspaceListQuery,
    options: CallerOptions,
  ): Promise<WorkspaceList>;
}
