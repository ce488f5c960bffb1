import { RepositorySource } from 'backstage-plugin-integrated-registry-common';
import { Translate, Word } from '../../translations';
import { Formats } from '../../ui';
import { ImagePickerOptions, refusalOf } from '../options';

/** How a registry is, in words. */
export interface SourceDescription {
  /** False where its images cannot be chosen now. */
  usable: boolean;
  /** Does the template take none of its images? */
  refused: boolean;
  lines: string[];
}

/**
 * Says how many repositories a registry has, how old that is, and what is wrong with it or with
 * choosing from it.
 */
export function describeSource(
  source: RepositorySource,
  options: ImagePickerOptions,
  t: Translate,
  formats: Formats,
  word: Word,
): SourceDescription {
  const refusal = refusalOf(options, source);
  if (refusal) {
    return {
      usable: false,
      refused: true,
      lines: [
        refusal === 'registryName'
          ? t('picker.source.refused.registryName', {
              id: source.integrationId,
            })
          : t(`picker.source.refused.${refusal}`, {
              allowed: options[refusal]?.join(', ') ?? '',
            }),
        t('picker.source.refused.remedy'),
      ],
    };
  }
  const { health, repositoryIndex } = source;
  const usable = health.state !== 'unhealthy';
  const {
    state,
    seen,
    repositories: count,
    complete,
    finishedAt,
    failure,
  } = repositoryIndex;
  const time = finishedAt && formats.ago(finishedAt);
  const lines: string[] = [];
  // What is shared is below a heading that says so.
  if (source.nameConfirmed && !source.shared) {
    lines.push(t('picker.source.nameConfirmed'));
  }
  if (!usable) {
    lines.push(
      t('picker.source.unhealthy', { reason: word(health.failure).message }),
      word(health.failure).remedy,
    );
  }
  if (state === 'crawling') {
    lines.push(
      time ? t('picker.source.listOf', { count, time }) : '',
      t('picker.source.crawling', { count: seen ?? 0 }),
    );
  } else if (state === 'cancelled') {
    lines.push(
      time ? t('picker.source.stale', { count, time }) : '',
      t('picker.source.stopped'),
    );
  } else if (usable && state === 'never') {
    lines.push(t('picker.source.waiting'));
  } else if (state === 'failed' && time) {
    lines.push(t('picker.source.stale', { count, time }));
  } else if (usable && state === 'failed') {
    lines.push(t('picker.source.unread'));
  } else if (time) {
    lines.push(
      complete
        ? t('picker.source.listOf', { count, time })
        : t('picker.source.cut', { count, time }),
    );
  }
  if (health.backOff) {
    const until = formats.moment(health.backOff.until);
    lines.push(t('picker.source.backOff', { time: until }));
  }
  // Where it is away altogether, that has been said.
  if (usable && failure) {
    const { message, remedy } = word(failure);
    lines.push(message, remedy);
  }
  return { usable, refused: false, lines: lines.filter(Boolean) };
}
