import {
  Severity,
  severitySchema,
  VulnerabilityAnswer,
} from 'backstage-plugin-integrated-registry-common';

/** How many vulnerabilities there are of each severity that occurs, worst first. */
export function countSeverities({
  counts,
}: VulnerabilityAnswer): { severity: Severity; count: number }[] {
  return severitySchema.options
    .map(severity => ({ severity, count: counts[severity] ?? 0 }))
    .filter(({ count }) => count > 0);
}
