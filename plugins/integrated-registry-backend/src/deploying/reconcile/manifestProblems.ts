import {
  message,
  PullSecretProblem,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { BoundNamespace } from '../bindings';
import { Trouble } from './problems';

interface HandedOut {
  /** ISO 8601; when a manifest was last handed out. */
  appliedAt: string;
}

export function manifestOutOfDate({ appliedAt }: HandedOut): PullSecretProblem {
  return worded({
    message: message('MANIFEST_OUT_OF_DATE', { date: appliedAt }),
    remedy: message('MANIFEST_REPLACE'),
  });
}

/** It brings a credential that is to be nowhere any more. */
export function manifestUnwanted({ appliedAt }: HandedOut): PullSecretProblem {
  return worded({
    message: message('MANIFEST_UNWANTED', { date: appliedAt }),
    remedy: message('MANIFEST_DELETE'),
  });
}

/** Another one would take something away from pods. */
export function manifestKept(): PullSecretProblem {
  return worded({
    message: message('MANIFEST_KEPT'),
    remedy: message('PULL_CREDENTIAL_ENTER_AGAIN'),
  });
}

export function workspaceWithoutManifests({
  workspace,
}: BoundNamespace): Trouble {
  return {
    state: 'refused',
    problem: worded({
      message: message('MANIFEST_WORKSPACE_GONE', { workspace }),
      remedy: message('MANIFEST_WORKSPACE_BACK'),
    }),
  };
}
