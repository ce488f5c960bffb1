import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, makeStyles, Typography } from '@material-ui/core';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorProblem } from '../../ui';
import {
  ArtifactOf,
  describeVulnerabilities,
  SeverityBar,
  useVulnerabilities,
} from '../../artifacts';

export interface VulnerabilitiesProps {
  of: ArtifactOf;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    minHeight: 34,
    marginTop: theme.spacing(1),
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
  const canScan = report.state === 'notScanned' || report.state === 'failed';
  return (
    <>
      <div className={classes.root} role="status">
        {report.state === 'finished' && <SeverityBar report={report} />}
        <Typography variant="body2">
          {describeVulnerabilities(report, t)}
        </Typography>
        {canScan && (
          <Button size="small" variant="outlined" onClick={scan}>
            {t('picker.vulnerabilities.scan')}
          </Button>
        )}
      </div>
      {scanError !== undefined && (
        <ErrorProblem
          title={t('picker.vulnerabilities.scanFailed')}
          error={scanError}
        />
      )}
    </>
  );
}
