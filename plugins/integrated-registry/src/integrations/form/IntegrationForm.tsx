import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, DialogBody, DialogFooter, Text } from '@backstage/ui';
import {
  ConnectionSuggestion,
  Integration,
  ProviderInfo,
} from 'backstage-plugin-integrated-registry-common';
import { FormEvent, useEffect, useId, useRef, useState } from 'react';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { isSessionEnded, useKeptInTab } from '../../ui';
import { ConnectionTestResult, useConnectionTest } from '../connectionTest';
import { draftOf, IntegrationDraft, readDraft, withoutSecrets } from './draft';
import { formFields } from './formFields';
import { IntegrationFields } from './IntegrationFields';
import styles from './IntegrationForm.module.css';
import {
  initialValues,
  IntegrationFormField,
  IntegrationFormValues,
  withValue,
} from './IntegrationFormValues';
import { SaveOutcomeView } from './SaveOutcomeView';
import { toCreateRequest, toUpdateRequest } from './toRequest';
import { useSaveIntegration } from './useSaveIntegration';
import { FieldErrors, validate } from './validate';

export interface IntegrationFormProps {
  workspace: string;
  /** What is edited; absent where a registry is integrated anew. */
  integration?: Integration;
  providers: readonly ProviderInfo[];
  /** What was entered into a form before this one. */
  draft?: IntegrationDraft;
  onDirty(isDirty: boolean): void;
  onSaved(integration: Integration): void;
  /** Shows the integration as it is now, with what was entered. */
  onReload(draft: IntegrationDraft): void;
  /** Shows the form of a new integration, with all that is in this one. */
  onAnew(draft: IntegrationDraft): void;
  onCancel(): void;
}

/** Fields that say nothing about the connection. */
const labelFields = formFields
  .filter(({ isConnection }) => !isConnection)
  .map(({ name }): string => name);

/** What is left of errors, or of a request, without the fields that say nothing of the connection. */
function withoutLabels<T extends object>(properties: T): T {
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => !labelFields.includes(name)),
  ) as T;
}

/** Body and footer of the dialog in which a registry is integrated or edited. */
export function IntegrationForm({
  workspace,
  integration,
  providers,
  draft: given,
  onDirty,
  onSaved,
  onReload,
  onAnew,
  onCancel,
}: IntegrationFormProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const outcomeRef = useRef<HTMLDivElement>(null);
  const [values, setValues] = useState(() => ({
    ...initialValues(integration),
    // Where there is only one type, there is nothing to choose.
    ...(!integration && providers.length === 1 && { type: providers[0].type }),
    ...given,
  }));
  const draft = draftOf(values, integration);
  const [isEntered, setEntered] = useState(given !== undefined);
  const [isRestored, setRestored] = useState(false);
  useKeptInTab({
    name: ['integration', integration?.id ?? `in ${workspace}`].join(' '),
    value: isEntered ? withoutSecrets(draft) : undefined,
    onFound: kept => {
      const found = readDraft(kept);
      if (Object.keys(found).length > 0) {
        setValues(previous => ({ ...previous, ...found }));
        setEntered(true);
        setRestored(true);
        onDirty(true);
      }
    },
  });
  /** Which fields are checked as they are typed: none before the first attempt. */
  const [checked, setChecked] = useState<'none' | 'connection' | 'all'>('none');
  const [attempts, setAttempts] = useState(0);
  const test = useConnectionTest();
  const { outcome, save, reset } = useSaveIntegration({
    workspace,
    integration,
    onSaved,
  });

  const found = validate(values, {
    word,
    workspace,
    integration,
    provider: providers.find(({ type }) => type === values.type),
    texts: {
      usernameMissing: t('form.usernameMissing'),
      passwordMissing: t('form.passwordMissing'),
      trustFixed: t('form.trustFixed'),
    },
  });
  const shown =
    checked === 'all'
      ? found
      : checked === 'connection' && withoutLabels(found);
  const errors: FieldErrors = { ...outcome.fields, ...shown };
  const isInvalid = Object.keys(errors).length > 0;

  function change<K extends IntegrationFormField>(
    field: K,
    value: IntegrationFormValues[K],
  ) {
    setValues(previous => withValue(previous, field, value, integration));
    setEntered(true);
    onDirty(true);
    reset();
    if (!labelFields.includes(field)) {
      test.reset();
    }
  }

  function use({ type, url, imageHost }: Partial<ConnectionSuggestion>) {
    if (type !== undefined && !integration) {
      change('type', type);
    }
    if (url !== undefined) {
      change('url', url);
    }
    if (imageHost !== undefined) {
      change('imageHost', imageHost);
    }
  }

  function attempt(
    fields: 'connection' | 'all',
    problems: FieldErrors,
    go: () => void,
  ) {
    setChecked(previous => (previous === 'all' ? previous : fields));
    setAttempts(count => count + 1);
    if (Object.keys(problems).length === 0) {
      go();
    }
  }

  function submit(verify: boolean) {
    attempt('all', found, () => {
      test.reset();
      if (
        integration &&
        Object.keys(toUpdateRequest(values, integration)).length === 0
      ) {
        onCancel();
        return;
      }
      save(values, verify);
    });
  }

  function runTest() {
    attempt('connection', withoutLabels(found), () => {
      reset();
      if (integration) {
        test.start({
          integrationId: integration.id,
          ...toUpdateRequest(values, integration),
        });
      } else {
        test.start(withoutLabels(toCreateRequest(values, workspace)));
      }
    });
  }

  // Lead to the first field that is wrong, or to what came of the attempt.
  useEffect(() => {
    const wrong = formRef.current?.querySelector<HTMLElement>(
      'input[aria-invalid="true"], textarea[aria-invalid="true"], [role="radiogroup"][aria-invalid="true"] input',
    );
    wrong?.focus();
  }, [attempts, outcome.fields]);
  useEffect(() => {
    if (outcome.state !== 'idle' || test.state !== 'idle') {
      outcomeRef.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [outcome.state, test.state]);

  const isBusy = outcome.state === 'saving';
  return (
    <>
      <DialogBody>
        <form
          id={formId}
          ref={formRef}
          className={styles.form}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            submit(true);
          }}
        >
          {isRestored && (
            <Alert
              role="status"
              icon
              status="info"
              title={t('form.restored')}
            />
          )}
          <IntegrationFields
            form={{ values, errors, onChange: change }}
            integration={integration}
            providers={providers}
            onUse={use}
          />
          {isInvalid && (
            <Alert
              role="status"
              icon
              status="danger"
              title={t('form.invalid')}
            />
          )}
          <div ref={outcomeRef}>
            <ConnectionTestResult test={test} onUse={use} />
            <SaveOutcomeView
              outcome={outcome}
              integration={integration}
              onReload={() => onReload(draft)}
              onAnew={() => onAnew(draftOf(values))}
            />
            {[outcome.error, test.error].some(isSessionEnded) && (
              <Text as="p" role="status">
                {t('form.keptOverSignIn')}
              </Text>
            )}
          </div>
        </form>
      </DialogBody>
      <DialogFooter>
        <Button
          className={styles.footerStart}
          variant="secondary"
          isDisabled={isBusy || test.state === 'running' || outcome.gone}
          onPress={runTest}
        >
          {t('test.button')}
        </Button>
        {outcome.canForce && (
          <Button variant="secondary" onPress={() => submit(false)}>
            {t('form.saveAnyway')}
          </Button>
        )}
        <Button variant="secondary" onPress={onCancel}>
          {t('dialog.cancel')}
        </Button>
        <Button
          variant="primary"
          type="submit"
          form={formId}
          isPending={isBusy}
          isDisabled={outcome.gone || outcome.latest !== undefined}
        >
          {t('form.save')}
        </Button>
      </DialogFooter>
    </>
  );
}
