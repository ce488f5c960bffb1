import { IntegrationFilter, StoredIntegration } from '../model';
import { Caller } from './Caller';

/** What the door has let somebody in to. Services take this instead of an id that somebody sent. */
export interface Admitted {
  /** The integrations whose every field the caller may see, and not only what sharing shows. */
  inside: IntegrationFilter;
}

export interface AdmittedCaller extends Admitted {
  caller: Caller;
}

export interface AdmittedToIntegration extends AdmittedCaller {
  integration: StoredIntegration;
}

export interface AdmittedToIntegrations extends AdmittedCaller {
  /** The integrations the caller may see. */
  filter: IntegrationFilter;
}

export interface AdmittedToWorkspace extends AdmittedCaller {
  /** Entity ref. */
  workspace: string;
  /** What the caller may use there: the workspace's own integrations and those shared with it. */
  usable: readonly StoredIntegration[];
}
