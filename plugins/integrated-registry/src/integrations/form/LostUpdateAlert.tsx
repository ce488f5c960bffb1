import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { initialValues } from './IntegrationFormValues';

export interface LostUpdateAlertProps {
  /** As it was read into the form. */
  read: Integration;
  /** As it is now. */
  latest: Integration;
  onReload(): void;
}

/** Somebody else was faster: who, when, and what is different now. */
export function LostUpdateAlert({
  read,
  latest,
  onReload,
}: LostUpdateAlertProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const was = initialValues(read);
  const is = initialValues(latest);
  const labels = [
    was.name !== is.name && t('form.name'),
    was.url !== is.url && t('form.address'),
    was.imageHost !== is.imageHost && t('form.imageHost'),
    was.username !== is.username && t('form.username'),
    read.hasCredential !== latest.hasCredential && t('form.password'),
    was.credentialExpiresAt !== is.credentialExpiresAt && t('form.expires'),
    (was.caCertificate !== is.caCertificate ||
      was.skipVerify !== is.skipVerify) &&
      t('form.tls'),
    was.repositories !== is.repositories && t('form.repositories'),
    was.repositoryFilter !== is.repositoryFilter && t('form.repositoryFilter'),
    was.description !== is.description && t('form.description'),
  ].filter(label => label !== false);
  return (
    <Alert
      role="alert"
      icon
      status="warning"
      title={t('conflict.title', { name: latest.name })}
      description={
        <>
          <div>
            {t('conflict.by', {
              user: latest.updatedBy ?? t('conflict.someone'),
              date: new Date(latest.updatedAt ?? Date.now()),
            })}
          </div>
          {labels.length > 0 && (
            <div>{t('conflict.fields', { fields: labels.join(', ') })}</div>
          )}
          <div>{t('conflict.next')}</div>
        </>
      }
      customActions={
        <Button size="small" variant="secondary" onPress={onReload}>
          {t('conflict.reload')}
        </Button>
      }
    />
  );
}
