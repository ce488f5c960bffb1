import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RuleVerdict } from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { Problem } from '../../ui';

export interface RefusalProps {
  broken: readonly RuleVerdict[];
}

/** The rules of the template that the chosen image breaks; nothing where it breaks none. */
export function Refusal({ broken }: RefusalProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  if (broken.length === 0) {
    return null;
  }
  return (
    <Problem kind="error" title={t('picker.refused')}>
      <ul>
        {broken.map(verdict => (
          <li key={verdict.rule}>{word(verdict).message}</li>
        ))}
      </ul>
    </Problem>
  );
}
