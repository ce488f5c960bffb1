import {
  Artifact,
  Message,
  messageIn,
  RegistryFailure,
  remedyIn,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryReferrerList } from 'backstage-plugin-integrated-registry-node';
import { StoredIntegration } from '../../../model';
import { TagConventions } from '../../tags/TagConventions';

/** What is known of an image that a policy is held against. */
export interface JudgedImage {
  /** Absent for an image from outside the workspace's registries. */
  integration?: StoredIntegration;
  repository: string;
  tag?: string;
  /** What the other tags of the repository say; absent where they are not known. */
  conventions?: TagConventions;
  artifact?: Artifact;
  /** Where the policy asks for it; a failure where the registry did not answer. */
  vulnerabilities?: VulnerabilityReport | RegistryFailure;
  /** Where the policy asks for them and the registry tells. */
  referrers?: RegistryReferrerList | RegistryFailure;
}

/** Whether an image passes a rule, and why; undefined where the rule has nothing to say. */
export type Verdict = { passed: boolean; message: Message } | undefined;

export function isFailure(
  answer: object | undefined,
): answer is RegistryFailure {
  return answer !== undefined && 'code' in answer;
}

/** Why a registry could not be asked, for another message. */
export function textsOf(failure: RegistryFailure) {
  return { reason: messageIn(failure), remedy: remedyIn(failure) };
}
