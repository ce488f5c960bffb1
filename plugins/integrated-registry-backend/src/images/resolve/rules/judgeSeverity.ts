import {
  ImagePolicy,
  Message,
  message,
  Severity,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { isFailure, JudgedImage, textsOf, Verdict } from './JudgedImage';

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
      ? message('DEMAND_NO_VULNERABILITY')
      : message('DEMAND_NONE_ABOVE', { severity: nameOf(maxSeverity) });
  if (isFailure(vulnerabilities)) {
    return {
      passed: false,
      message: message('VERDICT_SEVERITY_UNREADABLE', {
        demand,
        ...textsOf(vulnerabilities),
      }),
    };
  }
  const { severity } = vulnerabilities ?? {};
  const passed =
    severity !== undefined &&
    ranks.indexOf(severity) <= ranks.indexOf(maxSeverity);
  return {
    passed,
    message: passed
      ? message('VERDICT_SEVERITY_FITS', { severity: nameOf(severity) })
      : message('VERDICT_SEVERITY', {
          demand,
          finding: whatIsKnown(vulnerabilities),
        }),
  };
}

function whatIsKnown(report: VulnerabilityReport | undefined): Message {
  switch (report?.state) {
    case 'finished':
      return report.severity === undefined
        ? message('FINDING_NO_SEVERITY')
        : message('FINDING_SEVERITY', { severity: nameOf(report.severity) });
    case 'queued':
    case 'running':
      return message('FINDING_SCAN_UNDER_WAY');
    case 'notScanned':
      return message('FINDING_NOT_SCANNED');
    case 'failed':
      return message('FINDING_SCAN_FAILED');
    default:
      return message('FINDING_UNSUPPORTED');
  }
}

function nameOf(severity: Severity): Message {
  return message(`SEVERITY_${severity.toUpperCase() as Uppercase<Severity>}`);
}
