import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useState } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { FieldSection, FieldSectionProps } from './FieldSection';
import { fieldsOf } from './formFields';

/** What most registries do not need: open if something of it is set or wrong. */
export function AdvancedFields(props: Omit<FieldSectionProps, 'section'>) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { values, errors } = props.form;
  const names = fieldsOf('advanced').map(({ name }) => name);
  const [isExpanded, setExpanded] = useState(
    names.some(name => Boolean(values[name])),
  );
  const hasError = names.some(name => Boolean(errors[name]));
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
        <FieldSection {...props} section="advanced" />
      </AccordionPanel>
    </Accordion>
  );
}
