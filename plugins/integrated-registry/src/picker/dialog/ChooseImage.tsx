import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  DialogActions,
  DialogContent,
  makeStyles,
  Typography,
} from '@material-ui/core';
import {
  ParsedImage,
  Pin,
  Repository,
  RepositoryList,
  ResolvedImage,
  RuleVerdict,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorProblem, Problem } from '../../ui';
import { ImagePickerOptions, policyOf, takesRepository } from '../options';
import { TemplateRules } from './TemplateRules';
import { NewestTag } from './NewestTag';
import { PinChoice } from './PinChoice';
import { preview } from './preview';
import {
  keyOf,
  ProjectChoice,
  RegistryChoice,
  RepositoryPages,
  RepositoryPane,
  useRepositorySearch,
} from '../repositories';
import { KnownOfTag, TagPane } from '../tags';
import { FirstPage } from '../../lists';
import { useResolve } from './useResolve';
import { Refusal } from './Refusal';
import { Vulnerabilities } from './Vulnerabilities';

export interface ChooseImageProps {
  workspace: string;
  pages: RepositoryPages;
  first: FirstPage<RepositoryList>;
  options: ImagePickerOptions;
  /** Chosen at first, where it is an image of one of the registries. */
  current?: ParsedImage;
  onChoose(image: ResolvedImage): void;
  onClose(): void;
}

interface Choice extends Partial<KnownOfTag> {
  tag: string;
}

const useStyles = makeStyles(theme => ({
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
      // One below the other they are higher than the dialog, which scrolls then.
      flex: 'none',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'fit-content(300px) 320px 320px',
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
export function ChooseImage({
  workspace,
  pages,
  first,
  options,
  current,
  onChoose,
  onClose,
}: ChooseImageProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const before = current && repositoryOf(current);
  const [repository, setRepository] = useState(before);
  const [searchedTag, setSearchedTag] = useState<string>();
  const [choice, setChoice] = useState<Choice | undefined>(
    before && current.tag && !options.newest ? { tag: current.tag } : undefined,
  );
  const [pin, setPin] = useState<Pin>(options.pin ?? 'both');
  const { attempt, resolve, reset } = useResolve(onChoose);
  const search = useRepositorySearch({
    pages,
    first,
    initial: before && {
      integration: before.integrationId,
      query: before.name,
    },
  });

  /** What is searched for may name the tag as well. */
  const typedTag = options.newest
    ? undefined
    : search.found.head?.reference?.tag;

  function choose(tag: string) {
    reset();
    setChoice({ tag });
  }
  const onDetails = useCallback((tag: string, known: KnownOfTag) => {
    setChoice(chosen =>
      chosen?.tag === tag
        ? { tag, ...known, digest: chosen.digest ?? known.digest }
        : chosen,
    );
  }, []);
  const failed: readonly RuleVerdict[] = choice?.failed ?? [];
  const isTaken =
    !repository ||
    takesRepository(options, repository, search.registries.sources);
  const isRefused = failed.length > 0 || !isTaken;

  // Where a rule finds the tag, there is none to choose.
  const canConfirm =
    Boolean(choice ?? (repository && options.newest)) &&
    !isRefused &&
    !attempt.running;

  function confirm() {
    if (repository && canConfirm) {
      resolve({
        workspace,
        selection: {
          integrationId: repository.integrationId,
          repository: repository.name,
          // The digest is found out anew: what is shown may be some seconds old.
          ...(choice && { tag: choice.tag }),
        },
        policy: policyOf(options, pin),
      });
    }
  }

  return (
    <>
      <DialogContent className={classes.content}>
        <TemplateRules options={options} />
        {current && !before && (
          <Problem kind="note" title={t('picker.notInWorkspace')} />
        )}
        {!isTaken && <Problem kind="note" title={t('picker.notTaken')} />}
        <div className={classes.panes}>
          <div className={classes.pane}>
            {search.registries.error && (
              <ErrorProblem
                title={t('picker.search.registriesFailed')}
                error={search.registries.error}
                onRetry={search.registries.reload}
              />
            )}
            <RegistryChoice
              sources={search.registries.sources}
              options={options}
              value={search.integration}
              onChange={search.setIntegration}
            />
            <ProjectChoice search={search} />
          </div>
          <div className={classes.pane}>
            <RepositoryPane
              search={search}
              options={options}
              // With another tag behind it, it can be chosen once more.
              selected={
                typedTag === undefined || typedTag === searchedTag
                  ? repository
                  : undefined
              }
              onSelect={chosen => {
                reset();
                setRepository(chosen);
                setSearchedTag(typedTag);
                setChoice(
                  typedTag === undefined ? undefined : { tag: typedTag },
                );
              }}
            />
          </div>
          <div className={classes.pane}>
            {repository && options.newest && (
              <NewestTag
                workspace={workspace}
                repository={repository}
                options={options}
              />
            )}
            {repository && !options.newest && (
              <TagPane
                // A version line that was chosen before may not have the tag.
                key={`${keyOf(repository)} ${searchedTag}`}
                repository={repository}
                options={options}
                selected={choice?.tag}
                onSelect={choose}
                onDetails={onDetails}
                onConfirm={confirm}
              />
            )}
            {!repository && (
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
        {!options.pin && !options.newest && (
          <PinChoice value={pin} onChange={setPin} />
        )}
        <Typography variant="caption" color="textSecondary">
          {t('picker.reference')}
        </Typography>
        <Typography variant="body2" className={classes.reference}>
          {preview(repository, choice, pin)}
        </Typography>
        <div aria-live="polite">
          {attempt.error !== undefined && (
            <ErrorProblem
              title={t('picker.resolveFailed')}
              error={attempt.error}
            />
          )}
          <Refusal failed={failed.length > 0 ? failed : attempt.failed} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!canConfirm}
          onClick={confirm}
        >
          {attempt.running ? t('picker.checking') : t('picker.choose')}
        </Button>
      </DialogActions>
    </>
  );
}

/** The repository an image reference means; undefined where it is in none of the registries. */
function repositoryOf({
  integrationId,
  integrationRepository,
  imageHost,
}: ParsedImage): Repository | undefined {
  return integrationId === undefined || integrationRepository === undefined
    ? undefined
    : { integrationId, name: integrationRepository, imageHost };
}
