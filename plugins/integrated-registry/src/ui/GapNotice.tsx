import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { GapList } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../translations';
import { describeGap, isNotable } from './describeGap';
import { Foreign } from './Foreign';
import styles from './GapNotice.module.css';

export interface GapNoticeProps extends GapList {
  /** Whose list it is. */
  registry: string;
}

const SHOWN = 3;

/** What a list of repositories lacks, why, and what permission to add. */
export function GapNotice({
  registry,
  gaps = [],
  moreGaps = 0,
}: GapNoticeProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const notable = gaps.filter(isNotable);
  if (notable.length === 0) {
    return null;
  }
  const more = notable.length - SHOWN + moreGaps;
  return (
    <ul className={styles.list} aria-label={t('gaps.label', { registry })}>
      {notable.slice(0, SHOWN).map(gap => {
        const { what, next } = describeGap(gap, t);
        return (
          <li key={JSON.stringify([gap.scope, gap.code])}>
            <Text as="div" variant="body-small" color="warning">
              <Foreign>{what}</Foreign>
            </Text>
            <Text as="div" variant="body-small" color="secondary">
              <Foreign>{next}</Foreign>
            </Text>
          </li>
        );
      })}
      {more > 0 && (
        <li>
          <Text as="div" variant="body-small" color="secondary">
            {t('gaps.more', { count: more })}
          </Text>
        </li>
      )}
    </ul>
  );
}
