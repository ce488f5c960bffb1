import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, Typography } from '@material-ui/core';
import { memo, useId } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { describeRules, ImagePickerOptions } from '../options';

export interface TemplateRulesProps {
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

function RuleList({ options }: TemplateRulesProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const id = useId();
  const rules = describeRules(options, t);
  if (rules.length === 0) {
    return null;
  }
  return (
    <>
      <Typography id={id} variant="caption" color="textSecondary">
        {t('picker.rules.title')}
      </Typography>
      <Typography
        component="ul"
        variant="body2"
        className={classes.list}
        aria-labelledby={id}
      >
        {rules.map(rule => (
          <li key={rule}>{rule}</li>
        ))}
      </Typography>
    </>
  );
}

/** What the template requires of an image; nothing where it takes each. */
export const TemplateRules = memo(RuleList);
