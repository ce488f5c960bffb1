import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { ReactNode, useId } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { CopyBlock, namespaceName, PageDialog } from '../../ui';
import styles from './Bindings.module.css';
import { BindingState } from './BindingState';
import { IntegrationNames } from './CoveredIntegrations';

export interface BindingDetailsProps {
  binding: NamespaceBinding;
  /** Of integrations, by id. */
  names: ReadonlyMap<string, string>;
  onClose(): void;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Text as="h4" variant="body-medium" weight="bold" id={id}>
        {title}
      </Text>
      {children}
    </section>
  );
}

/** Everything about a binding, with what there is to copy. */
export function BindingDetails({
  binding,
  names,
  onClose,
}: BindingDetailsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { namespace, secretName, serviceAccounts, label, role, integrations } =
    binding;
  return (
    <PageDialog
      title={namespaceName(binding, t)}
      onClose={onClose}
      footer={
        <Button variant="secondary" onPress={onClose}>
          {t('bindingDetails.close')}
        </Button>
      }
    >
      <div className={styles.details}>
        <BindingState binding={binding} />
        <Part title={t('bindingDetails.use')}>
          <Text as="div">
            {t('bindingDetails.useSecret', { name: secretName })}
          </Text>
          <CopyBlock label={t('bindingDetails.useSnippet')}>
            {`imagePullSecrets:\n  - name: ${secretName}`}
          </CopyBlock>
          {serviceAccounts.length > 0 && (
            <Text as="div">
              {t('bindingDetails.linked', {
                accounts: serviceAccounts.join(', '),
              })}
            </Text>
          )}
        </Part>
        {integrations.length > 0 && (
          <Part title={t('bindingDetails.integrations')}>
            <IntegrationNames integrations={integrations} names={names} />
          </Part>
        )}
        {!binding.manifestKind && (
          <Part title={t('bindingDetails.label')}>
            <Text as="div">{t('bindingDetails.labelWhy')}</Text>
            <CopyBlock label={t('bindingDetails.labelCommand')}>
              {`kubectl label namespace ${namespace} ${label}`}
            </CopyBlock>
          </Part>
        )}
        {role && (
          <Part title={t('bindingDetails.role')}>
            <Text as="div">{t('bindingDetails.roleWhy')}</Text>
            <CopyBlock label={t('bindingDetails.roleYaml')}>{role}</CopyBlock>
          </Part>
        )}
      </div>
    </PageDialog>
  );
}
