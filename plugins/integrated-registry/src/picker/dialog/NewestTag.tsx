import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, Typography } from '@material-ui/core';
import { Repository } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorProblem } from '../../ui';
import { ImagePickerOptions } from '../options';
import { Refusal } from './Refusal';
import { useNewestTag } from './useNewestTag';

export interface NewestTagProps {
  workspace: string;
  repository: Repository;
  options: ImagePickerOptions;
}

const useStyles = makeStyles(theme => ({
  root: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    overflowWrap: 'anywhere',
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    margin: theme.spacing(1, 0, 3.25),
  },
  digest: { fontFamily: 'monospace' },
}));

/** Which tag the template's rule means now, in place of a list to choose from. */
export function NewestTag({ workspace, repository, options }: NewestTagProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const { image, error, retry } = useNewestTag(workspace, repository, options);
  const failed = image?.rules.filter(({ passed }) => !passed) ?? [];
  return (
    <div className={classes.root} aria-live="polite">
      {!image && error === undefined && (
        <Typography variant="body2" color="textSecondary">
          {t('picker.newest.loading')}
        </Typography>
      )}
      {error !== undefined && (
        <ErrorProblem
          title={t('picker.newest.failed')}
          error={error}
          onRetry={retry}
        />
      )}
      {image && (
        <>
          <Typography variant="h6" component="p">
            {t('picker.newest.now', { tag: image.tag ?? '' })}
          </Typography>
          <Typography
            variant="body2"
            color="textSecondary"
            className={classes.digest}
          >
            {image.digest}
          </Typography>
          <Typography variant="body2">{t('picker.newest.later')}</Typography>
        </>
      )}
      <Refusal failed={failed} />
    </div>
  );
}
