import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { GapList } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../translations';
import { describeGap, isNotable } from './describeGap';
import { Foreign } from './Foreign';
import { Problem } from './Problem';

export interface GapProblemProps extends GapList {
  title: string;
  /** Name of the registry a gap is of, in lists over several. */
  registryOf?(integrationId: string): string | undefined;
}

const SHOWN = 3;

/** What a list in the picker lacks, why, and what permission to add. */
export function GapProblem({
  title,
  gaps = [],
  moreGaps = 0,
  registryOf,
}: GapProblemProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const notable = gaps.filter(isNotable);
  const more = Math.max(notable.length - SHOWN, 0) + moreGaps;
  return (
    <Problem kind="note" title={title}>
      {notable.slice(0, SHOWN).map(gap => {
        const { what, next } = describeGap(gap, t);
        const registry = registryOf?.(gap.integrationId ?? '');
        return (
          <div key={JSON.stringify([gap.integrationId, gap.scope, gap.code])}>
            {registry !== undefined && (
              <>
                <Foreign>{registry}</Foreign>:{' '}
              </>
            )}
            <Foreign>{`${what} ${next}`}</Foreign>
          </div>
        );
      })}
      {more > 0 && <div>{t('gaps.more', { count: more })}</div>}
    </Problem>
  );
}
