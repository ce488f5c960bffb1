import { PullSecretProblem } from 'backstage-plugin-integrated-registry-common';
import { PullSecretTarget } from 'backstage-plugin-integrated-registry-node';
import { PullSecretStanding } from '../bindings';
import { DockerConfig } from './dockerConfig';
import { Trouble } from './problems';

/** What the Secret of a binding has to hold. */
export interface WantedContent {
  config: DockerConfig;
  /** Keyed. */
  hash: string;
  /** A credential in it cannot be read any more: nothing is written, so that pods keep pulling. */
  keepAsItIs: boolean;
}

export interface CompareOptions {
  target: PullSecretTarget;
  secretName: string;
  /** Absent where no Secret is to be there. */
  wanted?: WantedContent;
  /** The catalog has been without the workspace for too long. */
  gone: boolean;
  /** Also what somebody else has changed. */
  takeOver: boolean;
  signal: AbortSignal;
  /** Told of each write, whether it succeeds or fails. */
  write: NoteWrite;
}

/**
 * @param integrations - ids of those whose credential is written, or taken away
 * @param action - with false it says that nothing had to be written
 */
export type NoteWrite = <T>(
  what: 'apply' | 'remove' | 'link',
  integrations: readonly string[],
  action: () => Promise<T>,
) => Promise<T>;

/** How a pull secret stands after it was compared, without what the caller adds. */
export type Compared = Pick<
  PullSecretStanding,
  | 'integrations'
  | 'linked'
  | 'appliedHash'
  | 'secretUid'
  | 'resourceVersion'
  | 'appliedAt'
> &
  (
    | { state: 'inPlace' | 'empty' }
    | { state: 'manifest'; problem?: PullSecretProblem }
    | Trouble
  );
