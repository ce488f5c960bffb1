import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { CopyBlock } from '../../ui';
import { distributionSnippet, quayAddress } from './snippets';

export interface WebhookStepsProps {
  /** Of the integration. */
  type: string;
  address: string;
  /** Absent where it is not shown any more. */
  secret?: string;
}

/** How to set up the webhook in the registry, in the vendor's own terms. */
export function WebhookSteps({ type, address, secret }: WebhookStepsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const shown = secret ?? `<${t('webhook.steps.placeholder')}>`;
  return (
    <>
      <Text as="h3" variant="title-x-small">
        {t('webhook.steps.heading')}
      </Text>
      <Text as="p">{t('webhook.address')}</Text>
      <CopyBlock label={t('webhook.address')}>{address}</CopyBlock>
      {type === 'harbor' && <Text as="p">{t('webhook.steps.harbor')}</Text>}
      {type === 'jfrog' && <Text as="p">{t('webhook.steps.jfrog')}</Text>}
      {type !== 'harbor' && type !== 'jfrog' && (
        <>
          <Text as="p">{t('webhook.steps.docker')}</Text>
          <CopyBlock label={t('webhook.steps.snippet')}>
            {distributionSnippet(address, shown)}
          </CopyBlock>
          <Text as="p">{t('webhook.steps.quay')}</Text>
          <CopyBlock label={t('webhook.steps.quayAddress')}>
            {quayAddress(address, shown)}
          </CopyBlock>
        </>
      )}
    </>
  );
}
