import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core';
import BlockIcon from '@material-ui/icons/Block';
import {
  ArtifactAnswer,
  RuleVerdict,
  Tag,
} from 'backstage-plugin-integrated-registry-common';
import {
  describePlatforms,
  shortDigest,
  useArtifactKind,
} from '../../artifacts';
import { Foreign, useFormats } from '../../ui';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { useRowStyles } from '../../lists';

export interface TagRowProps {
  tag: Tag;
  /** What was read of it, where it was. */
  artifact: ArtifactAnswer | undefined;
  /** The rules that it breaks. */
  failed: readonly RuleVerdict[];
}

const useStyles = makeStyles({
  icon: { fontSize: '1.1em', verticalAlign: 'text-bottom' },
});

/** A tag with what is known of it: what it is, if no image, time, platforms, size, digest, and why it cannot be chosen. */
export function TagRow({ tag, artifact, failed }: TagRowProps) {
  const word = useWording();
  const styles = useStyles();
  const classes = useRowStyles();
  const formats = useFormats();
  const time =
    tag.pushedAt ?? artifact?.pushedAt ?? tag.createdAt ?? artifact?.createdAt;
  const size = tag.sizeBytes ?? artifact?.sizeBytes;
  const digest = tag.digest ?? artifact?.digest;
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const platforms = tag.platforms ?? artifact?.platforms ?? [];
  const kindOf = useArtifactKind();
  const facts = [
    artifact && kindOf(artifact),
    describePlatforms({ platforms, more: artifact?.morePlatforms }, t),
    size === undefined ? undefined : formats.size(size),
    digest && shortDigest(digest),
    tag.cached === false ? t('picker.tags.notCached') : undefined,
  ].flatMap(fact => fact || []);
  return (
    <>
      <div className={classes.row}>
        <div className={classes.name}>
          <Foreign>{tag.name}</Foreign>
        </div>
        <div className={classes.detail}>{time && formats.date(time)}</div>
      </div>
      <div className={classes.detail}>
        {facts.map((fact, at) => (
          // Each in its own direction: no word of a registry turns what stands beside it.
          <span key={fact}>
            {at > 0 && ' · '}
            <Foreign>{fact}</Foreign>
          </span>
        ))}
        {facts.length === 0 && '\u00a0'}
      </div>
      {failed.map(verdict => (
        <div key={verdict.rule} className={classes.detail}>
          <BlockIcon className={styles.icon} aria-hidden />{' '}
          <Foreign>
            {t('picker.tags.refused', { reason: word(verdict).message })}
          </Foreign>
        </div>
      ))}
    </>
  );
}
