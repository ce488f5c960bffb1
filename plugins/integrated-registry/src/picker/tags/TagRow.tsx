import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ArtifactAnswer,
  Tag,
} from 'backstage-plugin-integrated-registry-common';
import { describePlatforms, shortDigest } from '../../artifacts';
import { useFormats } from '../../ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { useRowStyles } from '../../lists';

export interface TagRowProps {
  tag: Tag;
  /** What was read of it, where it was. */
  artifact: ArtifactAnswer | undefined;
}

/** A tag with what is known of it: time, platforms, size, digest. */
export function TagRow({ tag, artifact }: TagRowProps) {
  const classes = useRowStyles();
  const formats = useFormats();
  const time =
    tag.pushedAt ?? artifact?.pushedAt ?? tag.createdAt ?? artifact?.createdAt;
  const size = tag.sizeBytes ?? artifact?.sizeBytes;
  const digest = tag.digest ?? artifact?.digest;
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const platforms = tag.platforms ?? artifact?.platforms ?? [];
  const facts = [
    describePlatforms({ platforms, more: artifact?.morePlatforms }, t),
    size === undefined ? undefined : formats.size(size),
    digest && shortDigest(digest),
    tag.cached === false ? t('picker.tags.notCached') : undefined,
  ].filter(Boolean);
  return (
    <>
      <div className={classes.row}>
        <div className={classes.name}>{tag.name}</div>
        <div className={classes.detail}>{time && formats.date(time)}</div>
      </div>
      <div className={classes.detail}>
        {facts.map((fact, at) => (
          // Each in its own direction: no word of a registry turns what stands beside it.
          <span key={fact}>
            {at > 0 && ' · '}
            <bdi>{fact}</bdi>
          </span>
        ))}
        {facts.length === 0 && '\u00a0'}
      </div>
    </>
  );
}
