import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core';
import { TagList } from 'backstage-plugin-integrated-registry-common';
import { useId } from 'react';
import { useRowStyles } from '../../lists';
import { integratedRegistryTranslationRef } from '../../translations';
import { useFormats } from '../../ui';

export interface LineChoiceProps extends Pick<TagList, 'moreLines'> {
  /** Of the tags that are found, on all pages. */
  lines?: TagList['lines'];
  /** The version line that is shown; undefined for all. */
  value: string | undefined;
  onChange(line: string | undefined): void;
}

const useStyles = makeStyles(theme => ({
  root: {
    flex: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1.5),
    // Two rows and a part of the third, which shows that there are more.
    maxHeight: 68,
    overflowY: 'auto',
  },
  line: { display: 'flex', alignItems: 'center', cursor: 'pointer' },
  radio: {
    margin: theme.spacing(0.5, 0.5, 0.5, 0),
    cursor: 'inherit',
    accentColor: theme.palette.primary.main,
    colorScheme: theme.palette.type,
  },
}));

/** Narrows a list of tags to one version line, where there are several. */
export function LineChoice({
  lines = [],
  moreLines,
  value,
  onChange,
}: LineChoiceProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const classes = useStyles();
  const rows = useRowStyles();
  const id = useId();
  if (lines.length < 2 && value === undefined) {
    return null;
  }
  // A search may have left none of the one that is chosen.
  const isGone =
    value !== undefined && lines.every(({ line }) => line !== value);
  const shown = isGone ? [{ line: value, tags: 0 }, ...lines] : lines;

  function option(line: string | undefined, text: string) {
    const optionId = `${id}-${line ?? 'all'}`;
    return (
      <label
        key={optionId}
        htmlFor={optionId}
        className={`${classes.line} ${rows.detail}`}
      >
        <input
          id={optionId}
          type="radio"
          name={id}
          className={classes.radio}
          checked={value === line}
          onChange={() => onChange(line)}
        />
        {text}
      </label>
    );
  }

  return (
    <div
      role="radiogroup"
      aria-label={t('picker.tags.lines')}
      className={classes.root}
    >
      {option(undefined, t('picker.tags.allLines'))}
      {shown.map(({ line, tags }) =>
        option(
          line,
          t('picker.tags.line', { line, total: formats.number(tags) }),
        ),
      )}
      {moreLines && (
        <span className={rows.detail}>{t('picker.tags.moreLines')}</span>
      )}
    </div>
  );
}
