import { VulnerabilityAnswer } from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../translations';
import { countSeverities } from './countSeverities';

/** What a scanner says of an image, or how far it is. */
export function describeVulnerabilities(
  report: VulnerabilityAnswer,
  t: Translate,
): string {
  const { state, percent, fixable } = report;
  switch (state) {
    case 'queued':
      return t('picker.vulnerabilities.queued');
    case 'running':
      return percent === undefined
        ? t('picker.vulnerabilities.running')
        : t('picker.vulnerabilities.percent', { percent: String(percent) });
    case 'failed':
      return t('picker.vulnerabilities.failed');
    case 'finished': {
      const list = countSeverities(report)
        .flatMap(({ severity, count }) =>
          severity === 'none'
            ? []
            : t(`picker.vulnerabilities.${severity}`, {
                total: String(count),
              }),
        )
        .join(', ');
      if (list === '') {
        // A summary may tell the worst alone.
        return report.severity === 'none' || report.severity === undefined
          ? t('picker.vulnerabilities.clean')
          : t('picker.vulnerabilities.worst');
      }
      return fixable
        ? t('picker.vulnerabilities.fixable', {
            list,
            total: String(fixable),
          })
        : t('picker.vulnerabilities.found', { list });
    }
    default:
      return t('picker.vulnerabilities.notScanned');
  }
}
