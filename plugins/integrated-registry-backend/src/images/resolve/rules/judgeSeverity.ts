import {
  ImagePolicy,
  Severity,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import {
  describeFailure,
  isFailure,
  JudgedImage,
  Verdict,
} from './JudgedImage';

/** The mildest first. What is not rated counts as milder than what is rated low. */
const ranks: readonly Severity[] = [
  'none',
  'unknown',
  'negligible',
  'low',
  'medium',
  'high',
  'critical',
];

export function judgeSeverity(
  { vulnerabilities }: JudgedImage,
  { maxSeverity }: ImagePolicy,
): Verdict {
  if (maxSeverity === undefined) {
    return undefined;
  }
  const demand =
    maxSeverity === 'none'
      ? 'The image must have no known vulnerability'
      : `The image must have no vulnerability above ${maxSeverity}`;
  if (isFailure(vulnerabilities)) {
    return {
      passed: false,
      message: `${demand}, and its vulnerabilities could not be read. ${describeFailure(
        vulnerabilities,
      )}`,
    };
  }
  const { severity } = vulnerabilities ?? {};
  const passed =
    severity !== undefined &&
    ranks.indexOf(severity) <= ranks.indexOf(maxSeverity);
  return {
    passed,
    message: passed
      ? `The worst known vulnerability of the image is: ${severity}`
      : `${demand}, and ${whatIsKnown(vulnerabilities)}`,
  };
}

function whatIsKnown(report: VulnerabilityReport | undefined): string {
  switch (report?.state) {
    case 'finished':
      return report.severity === undefined
        ? 'the summary of its scan does not tell the severity. Have it scanned again'
        : `it has one that is ${report.severity}. Choose another version`;
    case 'queued':
    case 'running':
      return 'its scan is still under way. Try again when it has ended';
    case 'notScanned':
      return 'nobody has scanned it. Have it scanned, then choose it again';
    case 'failed':
      return 'its scan has failed. Have it scanned again, or choose another version';
    default:
      return 'its registry does not tell. Choose one from a registry that scans its images';
  }
}
