import {
  ImagePolicy,
  RuleVerdict,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { JudgedImage, Verdict } from './rules/JudgedImage';
import { judgeArtifactType } from './rules/judgeArtifactType';
import { judgePlatform } from './rules/judgePlatform';
import { judgeSeverity } from './rules/judgeSeverity';
import { judgeSignature } from './rules/judgeSignature';
import { judgeRegistry, judgeRepository, judgeType } from './rules/places';
import { judgeSemverRange, judgeTagPattern, judgeVariant } from './rules/tags';

type Judge = (image: JudgedImage, policy: ImagePolicy) => Verdict;

/** A judge for each rule that the contract declares, in the order of the verdicts. */
const judges: Record<RuleVerdict['rule'], Judge> = {
  registry: judgeRegistry,
  type: judgeType,
  repository: judgeRepository,
  tagPattern: judgeTagPattern,
  semverRange: judgeSemverRange,
  variant: judgeVariant,
  artifactType: judgeArtifactType,
  platform: judgePlatform,
  maxSeverity: judgeSeverity,
  requireSignature: judgeSignature,
};

/** One verdict per rule of the policy. Rules that cannot be evaluated count as failed. */
export function judgeImage(
  image: JudgedImage,
  policy: ImagePolicy,
): RuleVerdict[] {
  return (Object.keys(judges) as RuleVerdict['rule'][]).flatMap(rule => {
    const verdict = judges[rule](image, policy);
    return verdict ? worded({ rule, ...verdict }) : [];
  });
}
