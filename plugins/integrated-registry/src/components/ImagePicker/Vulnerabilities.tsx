import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, makeStyles, Typography } from '@material-ui/core';
import {
  Severity,
  severitySchema,
  VulnerabilityAnswer,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translation';
import { describeError } from '../ErrorAlert/describeError';
import { Problem } from './Problem';
import { ArtifactOf, useVulnerabilities } from './useVulnerabilities';

export interface VulnerabilitiesProps {
  of: ArtifactOf;
}

/** Light enough for dark letters beside them, dark enough to be told from the page. */
const colours: Record<Severity, string> = {
  critical: '#b71c1c',
  high: '#e65100',
  medium: '#f9a825',
  low: '#90a4ae',
  negligible: '#b0bec5',
  unknown: '#9e9e9e',
  none: '#388e3c',
};

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    minHeight: 34,
    marginTop: theme.spacing(1),
  },
  bar: {
    display: 'flex',
    width: 120,
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
  },
}));

/** The vulnerabilities of the chosen image, in a bar and in words; nothing where nobody scans. */
export function Vulnerabilities({ of }: VulnerabilitiesProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const { report, scan, scanError } = useVulnerabilities(of);
  if (!report || report.state === 'unsupported') {
    return null;
  }
  const failure =
    scanError === undefined ? undefined : describeError(scanError, t);
  const canScan = report.state === 'notScanned' || report.state === 'failed';
  return (
    <>
      <div className={classes.root} role="status">
        {report.state === 'finished' && (
          <div className={classes.bar} aria-hidden>
            {segments(report).map(({ severity, count }) => (
              <div
                key={severity}
                style={{ flex: count, background: colours[severity] }}
              />
            ))}
          </div>
        )}
        <Typography variant="body2">{inWords(report)}</Typography>
        {canScan && (
          <Button size="small" variant="outlined" onClick={scan}>
            {t('picker.vulnerabilities.scan')}
          </Button>
        )}
      </div>
      {failure && (
        <Problem kind="error" title={t('picker.vulnerabilities.scanFailed')}>
          {failure.why} {failure.next}
        </Problem>
      )}
    </>
  );

  function inWords({ state, percent, fixable }: VulnerabilityAnswer): string {
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
        const list = segments(report!)
          .flatMap(({ severity, count }) =>
            severity === 'none'
              ? []
              : t(`picker.vulnerabilities.${severity}`, {
                  total: String(count),
                }),
          )
          .join(', ');
        if (list === '') {
          return t('picker.vulnerabilities.clean');
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
}

/** Worst first. */
function segments({ counts }: VulnerabilityAnswer) {
  const all = severitySchema.options
    .map(severity => ({ severity, count: counts[severity] ?? 0 }))
    .filter(({ count }) => count > 0);
  return all.length > 0 ? all : [{ severity: 'none' as const, count: 1 }];
}
