import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Alert,
  Checkbox,
  TextAreaField,
} from '@backstage/ui';
import { useState } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import styles from './IntegrationForm.module.css';
import {
  IntegrationFormField,
  IntegrationFormValues,
} from './IntegrationFormValues';
import { FieldErrors } from './validate';

type TextName = 'caCertificate' | 'repositories' | 'repositoryFilter';

export interface AdvancedFieldsProps {
  values: IntegrationFormValues;
  errors: FieldErrors;
  onChange<K extends IntegrationFormField>(
    field: K,
    value: IntegrationFormValues[K],
  ): void;
  field(name: TextName): {
    name: string;
    value: string;
    onChange(value: string): void;
    validationBehavior: 'aria';
    validate(): string | undefined;
  };
}

/** What most registries do not need: open where something of it is set or wrong. */
export function AdvancedFields({
  values,
  errors,
  onChange,
  field,
}: AdvancedFieldsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const [isExpanded, setExpanded] = useState(
    Boolean(
      values.caCertificate ||
        values.skipVerify ||
        values.repositories ||
        values.repositoryFilter,
    ),
  );
  const hasError = Boolean(
    errors.caCertificate || errors.repositories || errors.repositoryFilter,
  );
  return (
    <Accordion
      isExpanded={isExpanded || hasError}
      onExpandedChange={setExpanded}
    >
      <AccordionTrigger
        title={t('form.more')}
        subtitle={t('form.moreSubtitle')}
      />
      <AccordionPanel>
        <div className={styles.more}>
          <TextAreaField
            {...field('caCertificate')}
            className={styles.monospace}
            label={t('form.caCertificate')}
            description={t('form.caCertificateDescription')}
            placeholder="-----BEGIN CERTIFICATE-----"
          />
          <Checkbox
            isSelected={values.skipVerify}
            onChange={isSelected => onChange('skipVerify', isSelected)}
          >
            {t('form.skipVerify')}
          </Checkbox>
          {values.skipVerify && (
            <Alert
              role="note"
              icon
              status="warning"
              title={t('form.skipVerifyWarning')}
              description={t('form.skipVerifyRemedy')}
            />
          )}
          <div className={styles.columns}>
            <TextAreaField
              {...field('repositories')}
              className={styles.monospace}
              label={t('form.repositories')}
              description={t('form.repositoriesDescription')}
              placeholder="team/app"
            />
            <TextAreaField
              {...field('repositoryFilter')}
              className={styles.monospace}
              label={t('form.repositoryFilter')}
              description={t('form.repositoryFilterDescription')}
              placeholder="team/*"
            />
          </div>
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
