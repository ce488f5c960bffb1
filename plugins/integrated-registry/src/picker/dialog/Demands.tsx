import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, Typography } from '@material-ui/core';
import { memo, useId } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { describeDemands, ImagePickerOptions } from '../options';

export interface DemandsProps {
  options: ImagePickerOptions;
}

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 2),
    margin: theme.spacing(0, 0, 1),
    padding: 0,
    listStyle: 'none',
    '& li': { overflowWrap: 'anywhere', minWidth: 0 },
  },
}));

function DemandList({ options }: DemandsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const id = useId();
  const demands = describeDemands(options, t);
  if (demands.length === 0) {
    return null;
  }
  return (
    <>
      <Typography id={id} variant="caption" color="textSecondary">
        {t('picker.demands.title')}
      </Typography>
      <Typography
        component="ul"
        variant="body2"
        className={classes.list}
        aria-labelledby={id}
      >
        {demands.map(demand => (
          <li key={demand}>{demand}</li>
        ))}
      </Typography>
    </>
  );
}

/** What the template demands of an image; nothing where it takes each. */
export const Demands = memo(DemandList);
