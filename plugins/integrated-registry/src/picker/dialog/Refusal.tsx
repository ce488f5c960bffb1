import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RuleVerdict } from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { Foreign, Problem } from '../../ui';

export interface RefusalProps {
  failed: readonly RuleVerdict[];
}

/** The rules of the template that the chosen image breaks; nothing where it breaks none. */
export function Refusal({ failed }: RefusalProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  if (failed.length === 0) {
    return null;
  }
  return (
    <Problem kind="error" title={t('picker.refused')}>
      <ul>
        {failed.map(verdict => (
          <li key={verdict.rule}>
            <Foreign>{word(verdict).message}</Foreign>
          </li>
        ))}
      </ul>
    </Problem>
  );
}
