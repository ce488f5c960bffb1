import {
  Severity,
  severitySchema,
  Vulnerability,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { HarborVulnerability, ScanOverview } from './schema';

/** The report's media types, the newest first. Source: Harbor's pluggable scanner API 1.1. */
const REPORT_TYPES = [
  'application/vnd.security.vulnerability.report; version=1.1',
  'application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0',
];

export const ACCEPT_VULNERABILITIES = {
  'x-accept-vulnerabilities': REPORT_TYPES.join(', '),
};

const states: Record<string, VulnerabilityReport['state']> = {
  pending: 'queued',
  scheduled: 'queued',
  running: 'running',
  success: 'finished',
  error: 'failed',
  stopped: 'failed',
};

/** What is keyed by the media type of a report, whichever it is. */
export function ofReportType(
  keyed: Record<string, unknown> | null | undefined,
): unknown {
  const known = REPORT_TYPES.find(type => keyed?.[type]);
  return known === undefined
    ? Object.values(keyed ?? {}).find(value => value)
    : keyed?.[known];
}

/** What is known without the report. */
export function readOverview(overview: ScanOverview): VulnerabilityReport {
  const state = states[overview.scan_status?.toLowerCase() ?? ''];
  const { name, version } = overview.scanner ?? {};
  const scanner = [name, version].filter(Boolean).join(' ');
  const counts = readCounts(overview.summary?.summary ?? {});
  const severity =
    overview.severity === undefined
      ? severitySchema.options.find(each => counts[each])
      : readSeverity(overview.severity);
  return {
    state: state ?? 'notScanned',
    ...(state === 'running' &&
      overview.complete_percent !== undefined && {
        percent: overview.complete_percent,
      }),
    ...(overview.end_time && { finishedAt: overview.end_time }),
    ...(scanner && { scanner }),
    // Absent where the summary does not tell: then no rule about it can pass.
    ...(state === 'finished' && severity && { severity }),
    counts,
    ...(overview.summary?.fixable !== undefined && {
      fixable: overview.summary.fixable,
    }),
    items: [],
  };
}

function readCounts(
  bySeverity: Record<string, number>,
): VulnerabilityReport['counts'] {
  const counts: VulnerabilityReport['counts'] = {};
  for (const [name, count] of Object.entries(bySeverity)) {
    const severity = readSeverity(name);
    if (count > 0) {
      counts[severity] = (counts[severity] ?? 0) + count;
    }
  }
  return counts;
}

/** `None`, `Critical`; a word of a scanner's own is an unknown severity. */
function readSeverity(text: string | undefined): Severity {
  const read = severitySchema.safeParse(text?.toLowerCase());
  return read.success ? read.data : 'unknown';
}

export function readVulnerabilities(
  items: readonly HarborVulnerability[],
): Pick<VulnerabilityReport, 'items' | 'counts' | 'fixable' | 'severity'> {
  const order = severitySchema.options;
  const all = items
    .map(readVulnerability)
    .sort(
      (a, b) =>
        order.indexOf(a.severity) - order.indexOf(b.severity) ||
        (b.score ?? 0) - (a.score ?? 0) ||
        a.id.localeCompare(b.id, 'en-US'),
    );
  const counts: VulnerabilityReport['counts'] = {};
  for (const { severity } of all) {
    counts[severity] = (counts[severity] ?? 0) + 1;
  }
  return {
    items: all,
    counts,
    fixable: all.filter(item => item.fixedVersion !== undefined).length,
    severity: all[0]?.severity ?? 'none',
  };
}

function readVulnerability(item: HarborVulnerability): Vulnerability {
  const score = item.preferred_cvss?.score_v3;
  return {
    id: item.id,
    package: item.package,
    ...(item.version && { version: item.version }),
    ...(item.fix_version && { fixedVersion: item.fix_version }),
    severity: readSeverity(item.severity),
    ...(typeof score === 'number' && { score }),
    ...(item.description && { description: item.description }),
    // They end up in a page, so nothing but an address may pass.
    links: item.links.filter(link => /^https?:\/\//i.test(link)),
  };
}
