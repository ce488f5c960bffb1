import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
} from '../../translations';
import { formFields } from './formFields';
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
  const { t: word } = useTranslationRef(
    integratedRegistryBackendTranslationRef,
  );
  const was = initialValues(read);
  const is = initialValues(latest);
  const changed = formFields.filter(({ name }) =>
    // The password itself never comes back.
    name === 'password'
      ? read.hasCredential !== latest.hasCredential
      : was[name] !== is[name],
  );
  const labels = new Set(changed.map(({ fieldLabel }) => word(fieldLabel)));
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
          {labels.size > 0 && (
            <div>
              {t('conflict.fields', { fields: [...labels].join(', ') })}
            </div>
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
