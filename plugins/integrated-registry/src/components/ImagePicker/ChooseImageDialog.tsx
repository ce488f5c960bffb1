import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  makeStyles,
  Typography,
} from '@material-ui/core';
import {
  ArtifactAnswer,
  imageNameOf,
  Pin,
  Repository,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useId, useState } from 'react';
import { integratedRegistryTranslationRef } from '../../translation';
import { describeError } from '../ErrorAlert/describeError';
import { policyOf } from './options';
import { PinChoice } from './PinChoice';
import { Problem } from './Problem';
import { RegistryChoice } from './RegistryChoice';
import { keyOf, RepositoryPane } from './RepositoryPane';
import { ImagePickerOptions } from './schema';
import { TagPane } from './TagPane';
import { useRepositorySearch } from './useRepositorySearch';
import { useResolve } from './useResolve';
import { Vulnerabilities } from './Vulnerabilities';

export interface ChooseImageDialogProps {
  workspace: string;
  options: ImagePickerOptions;
  onChoose(image: ResolvedImage): void;
  onClose(): void;
}

interface Choice {
  tag: string;
  digest?: string;
}

const useStyles = makeStyles(theme => ({
  paper: { height: 'min(860px, 90vh)' },
  content: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    overflowY: 'auto',
  },
  panes: {
    flex: 1,
    minHeight: 260,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 4fr) minmax(0, 7fr) minmax(0, 7fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows:
        'fit-content(180px) minmax(260px, 1fr) minmax(260px, 1fr)',
    },
  },
  pane: { display: 'flex', minHeight: 0, minWidth: 0, flexDirection: 'column' },
  hint: {
    flex: 1,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    padding: theme.spacing(2),
    border: `1px dashed ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    margin: theme.spacing(1, 0, 3.25),
  },
  reference: {
    fontFamily: 'monospace',
    overflowWrap: 'anywhere',
    minHeight: '1.5em',
  },
}));

/** Search, tags, how to write the image down; the backend has the last word. */
export function ChooseImageDialog({
  workspace,
  options,
  onChoose,
  onClose,
}: ChooseImageDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const titleId = useId();
  const [repository, setRepository] = useState<Repository>();
  const [choice, setChoice] = useState<Choice>();
  const [pin, setPin] = useState<Pin>(options.pin ?? 'both');
  const { attempt, resolve, reset } = useResolve(onChoose);
  const search = useRepositorySearch(workspace);

  function choose(tag: string, artifact: ArtifactAnswer | undefined) {
    reset();
    setChoice({ tag, digest: artifact?.digest });
  }
  const onDetails = useCallback((tag: string, { digest }: ArtifactAnswer) => {
    setChoice(current =>
      current?.tag === tag && !current.digest ? { tag, digest } : current,
    );
  }, []);

  function confirm() {
    if (repository && choice && !attempt.running) {
      resolve({
        workspace,
        selection: {
          integrationId: repository.integrationId,
          repository: repository.name,
          // The digest is found out anew: what is shown may be some seconds old.
          tag: choice.tag,
        },
        policy: policyOf(options, pin),
      });
    }
  }

  const failure =
    attempt.error === undefined ? undefined : describeError(attempt.error, t);

  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      aria-labelledby={titleId}
      classes={{ paper: classes.paper }}
    >
      <DialogTitle id={titleId}>{t('picker.chooseImage')}</DialogTitle>
      <DialogContent className={classes.content}>
        <div className={classes.panes}>
          <div className={classes.pane}>
            <RegistryChoice
              sources={search.sources}
              value={search.integration}
              onChange={search.setIntegration}
            />
          </div>
          <div className={classes.pane}>
            <RepositoryPane
              search={search}
              selected={repository}
              onSelect={chosen => {
                reset();
                setRepository(chosen);
                setChoice(undefined);
              }}
            />
          </div>
          <div className={classes.pane}>
            {repository ? (
              <TagPane
                key={keyOf(repository)}
                repository={repository}
                selected={choice?.tag}
                onSelect={choose}
                onDetails={onDetails}
                onConfirm={confirm}
              />
            ) : (
              <div className={classes.hint}>
                <Typography variant="body2" color="textSecondary">
                  {t('picker.tags.hint')}
                </Typography>
              </div>
            )}
          </div>
        </div>
        {repository && choice?.digest && (
          <Vulnerabilities
            of={{
              integrationId: repository.integrationId,
              repository: repository.name,
              digest: choice.digest,
            }}
          />
        )}
        {!options.pin && <PinChoice value={pin} onChange={setPin} />}
        <Typography variant="caption" color="textSecondary">
          {t('picker.reference')}
        </Typography>
        <Typography variant="body2" className={classes.reference}>
          {preview(repository, choice, pin)}
        </Typography>
        <div aria-live="polite">
          {failure && (
            <Problem kind="error" title={t('picker.resolveFailed')}>
              {failure.why} {failure.next}
            </Problem>
          )}
          {attempt.broken.length > 0 && (
            <Problem kind="error" title={t('picker.refused')}>
              <ul>
                {attempt.broken.map(({ rule, message }) => (
                  <li key={rule}>{message}</li>
                ))}
              </ul>
            </Problem>
          )}
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('picker.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!choice || attempt.running}
          onClick={confirm}
        >
          {attempt.running ? t('picker.checking') : t('picker.choose')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function preview(
  repository: Repository | undefined,
  choice: Choice | undefined,
  pin: Pin,
): string {
  if (!repository) {
    return '';
  }
  const { imageHost, path } = imageNameOf(
    repository.imageHost,
    repository.name,
  );
  const name = `${imageHost}/${path}`;
  if (!choice) {
    return name;
  }
  const digest = choice.digest ?? 'sha256:…';
  return [
    name,
    pin !== 'digest' && `:${choice.tag}`,
    pin !== 'tag' && `@${digest}`,
  ]
    .filter(Boolean)
    .join('');
}
