import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, TextField } from '@material-ui/core';
import { KeyboardEvent, useEffect, useId, useState } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { RepositorySearch } from './useRepositorySearch';

export interface ProjectChoiceProps {
  search: RepositorySearch;
}

const useStyles = makeStyles(theme => ({
  field: { flex: 'none', marginTop: theme.spacing(2) },
}));

/**
 * Narrows the search to one project: one of those that were found, or any other by its whole name.
 * Registries without projects have no use for it.
 */
export function ProjectChoice({ search }: ProjectChoiceProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const { project, setProject, projects } = search;
  const [text, setText] = useState(project ?? '');
  const id = useId();

  useEffect(() => setText(project ?? ''), [project]);

  function narrow(name: string) {
    setProject(name.trim() || undefined);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      // Not the form's.
      event.preventDefault();
      narrow(text);
    } else if (event.key === 'Escape' && text !== '') {
      event.stopPropagation();
      setText('');
      narrow('');
    }
  }

  if (projects.length === 0) {
    return null;
  }
  return (
    <>
      <TextField
        id={`${id}-project`}
        className={classes.field}
        label={t('picker.project.label')}
        placeholder={t('picker.project.all')}
        helperText={t('picker.project.help')}
        variant="outlined"
        margin="dense"
        fullWidth
        value={text}
        onChange={event => {
          const name = event.target.value;
          setText(name);
          // One that is taken from the list is meant at once; so is an emptied box.
          if (name === '' || projects.includes(name)) {
            narrow(name);
          }
        }}
        onBlur={() => narrow(text)}
        onKeyDown={onKeyDown}
        InputLabelProps={{ shrink: true }}
        inputProps={{ list: `${id}-projects`, spellCheck: false }}
        autoComplete="off"
      />
      <datalist id={`${id}-projects`}>
        {projects.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
