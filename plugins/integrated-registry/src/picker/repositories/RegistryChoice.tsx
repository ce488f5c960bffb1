import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, Typography } from '@material-ui/core';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import { RepositorySource } from 'backstage-plugin-integrated-registry-common';
import { memo, useId } from 'react';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { useFormats } from '../../ui';
import { describeSource } from './describeSource';
import { ImagePickerOptions } from '../options';
import { useRowStyles } from '../../lists';

export interface RegistryChoiceProps {
  /** Undefined until they are known. */
  sources?: readonly RepositorySource[];
  /** What the template takes. */
  options: ImagePickerOptions;
  /** The integration the search is narrowed to. */
  value: string | undefined;
  onChange(integration: string | undefined): void;
}

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 0,
    overflowY: 'auto',
    minHeight: 0,
  },
  heading: {
    display: 'block',
    margin: theme.spacing(1.5, 0, 0.5),
    fontWeight: 'bold',
  },
  option: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5, 1, 0.5, 0),
    borderRadius: theme.shape.borderRadius,
    cursor: 'pointer',
    '&:hover': { background: theme.palette.action.hover },
    '&[data-disabled=true]': { cursor: 'default', background: 'none' },
  },
  // The browser's own: the form's take many elements each, and there may be many registries.
  radio: {
    flex: 'none',
    width: 18,
    height: 18,
    margin: theme.spacing(0.25, 0.75),
    cursor: 'inherit',
    accentColor: theme.palette.primary.main,
    colorScheme: theme.palette.type,
  },
  icon: {
    fontSize: '1.1em',
    verticalAlign: 'text-bottom',
    marginRight: theme.spacing(0.5),
  },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  unusable: { color: theme.palette.text.secondary },
}));

function RegistryRadios({
  sources,
  options,
  value,
  onChange,
}: RegistryChoiceProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const formats = useFormats();
  const classes = useStyles();
  const rows = useRowStyles();
  const id = useId();
  if (!sources?.length) {
    return null;
  }
  const owned = sources.filter(({ shared }) => !shared);
  const shared = sources.filter(source => source.shared);

  function option(key: string, source?: RepositorySource) {
    const optionId = `${id}-${key}`;
    const { usable, refused, lines } = source
      ? describeSource(source, options, t, formats, word)
      : { usable: true, refused: false, lines: [] };
    return (
      <label
        key={key}
        className={classes.option}
        data-disabled={refused}
        htmlFor={optionId}
      >
        <input
          id={optionId}
          type="radio"
          name={id}
          className={classes.radio}
          disabled={refused}
          checked={value === source?.integrationId}
          onChange={() => onChange(source?.integrationId)}
          aria-labelledby={`${optionId}-name`}
          aria-describedby={`${optionId}-state`}
        />
        <div className={classes.text}>
          <div
            id={`${optionId}-name`}
            className={`${rows.name} ${usable ? '' : classes.unusable}`}
          >
            {!usable && (
              <ErrorOutlineIcon className={classes.icon} aria-hidden />
            )}
            {source?.name ?? t('picker.search.allRegistries')}
          </div>
          <div
            id={`${optionId}-state`}
            title={
              source?.repositoryIndex.finishedAt &&
              formats.moment(source.repositoryIndex.finishedAt)
            }
          >
            {lines.map(line => (
              <div key={line} className={rows.detail}>
                {line}
              </div>
            ))}
          </div>
        </div>
      </label>
    );
  }

  function group(heading: string, members: readonly RepositorySource[]) {
    const headingId = `${id}-${members === shared ? 'shared' : 'owned'}`;
    return (
      members.length > 0 && (
        <div role="group" aria-labelledby={headingId}>
          <Typography
            id={headingId}
            variant="caption"
            className={classes.heading}
          >
            {heading}
          </Typography>
          {members.map(source => option(source.integrationId, source))}
        </div>
      )
    );
  }

  return (
    <div
      role="radiogroup"
      aria-label={t('picker.search.registries')}
      className={classes.root}
    >
      {option('all')}
      {group(t('picker.search.owned'), owned)}
      {group(t('picker.search.shared'), shared)}
    </div>
  );
}

/**
 * The registries of the workspace, to narrow the search to one. Each says how it is; one that
 * cannot be used stays in view with the reason and the remedy. Not drawn anew with every key.
 */
export const RegistryChoice = memo(RegistryRadios);
