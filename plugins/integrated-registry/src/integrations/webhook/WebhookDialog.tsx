import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import {
  Integration,
  Webhook,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import { integratedRegistryApiRef, useLoad } from '../../api';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import {
  CopyBlock,
  ErrorAlert,
  LoadAlert,
  PageDialog,
  useFormats,
} from '../../ui';
import styles from './WebhookDialog.module.css';
import { WebhookSteps } from './WebhookSteps';

export interface WebhookDialogProps {
  integration: Integration;
  onClose(): void;
}

/** Creates, renews and removes the secret of a webhook, and shows how its calls have been. */
export function WebhookDialog({
  integration: { id, name, type },
  onClose,
}: WebhookDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const [secret, setSecret] = useState<string>();
  /** As it is since something was done. */
  const [changed, setChanged] = useState<Webhook>();
  const [pending, setPending] = useState<'create' | 'remove'>();
  const [failure, setFailure] = useState<{ title: string; error: unknown }>();
  const load = useCallback(
    (signal: AbortSignal) => api.call('getWebhook', { id }, { signal }),
    [api, id],
  );
  const loaded = useLoad(load);
  const webhook = changed ?? loaded.value;

  async function change(
    kind: 'create' | 'remove',
    act: () => Promise<Webhook & { secret?: string }>,
  ) {
    setPending(kind);
    setFailure(undefined);
    try {
      const { secret: created, ...state } = await act();
      setSecret(created);
      setChanged(state);
    } catch (error) {
      const title =
        kind === 'create'
          ? t('webhook.createFailed')
          : t('webhook.removeFailed');
      setFailure({ title, error });
    }
    setPending(undefined);
  }

  return (
    <PageDialog
      title={t('webhook.title', { name })}
      onClose={onClose}
      footer={
        <>
          {webhook?.active && (
            <Button
              variant="secondary"
              destructive
              isPending={pending === 'remove'}
              onPress={() =>
                change('remove', () => api.call('removeWebhook', { id }))
              }
            >
              {t('webhook.remove')}
            </Button>
          )}
          {webhook && (
            <Button
              variant="secondary"
              isPending={pending === 'create'}
              onPress={() =>
                change('create', () => api.call('renewWebhook', { id }))
              }
            >
              {webhook.active ? t('webhook.renew') : t('webhook.create')}
            </Button>
          )}
          <Button variant="primary" onPress={onClose}>
            {t('webhook.close')}
          </Button>
        </>
      }
    >
      <div className={styles.content}>
        <Text as="p">{t('webhook.what')}</Text>
        <LoadAlert
          loaded={loaded}
          failedText={t('webhook.loadFailed')}
          staleText={t('webhook.updateFailed')}
        />
        <div role="status" className={styles.content}>
          {secret !== undefined && (
            <>
              <Alert icon status="warning" title={t('webhook.once')} />
              <CopyBlock label={t('webhook.secret')}>{secret}</CopyBlock>
            </>
          )}
        </div>
        {failure && <ErrorAlert title={failure.title} error={failure.error} />}
        {webhook && (
          <>
            <WebhookState webhook={webhook} />
            <WebhookSteps
              type={type}
              address={webhook.address}
              secret={secret}
            />
          </>
        )}
      </div>
    </PageDialog>
  );
}

function WebhookState({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const { ago } = useFormats();
  const { active, createdAt, createdBy, lastEventAt, lastRefused } = webhook;
  return (
    <>
      {active && createdAt !== undefined && createdBy !== undefined ? (
        <Text as="p">
          {t('webhook.created', { ago: ago(createdAt), by: createdBy })}.{' '}
          {t('webhook.renewing')}
        </Text>
      ) : (
        <Text as="p">{t('webhook.none')}</Text>
      )}
      <Text as="p">
        {lastEventAt === undefined
          ? t('webhook.noEvent')
          : t('webhook.lastEvent', { ago: ago(lastEventAt) })}
      </Text>
      {lastRefused && (
        <Alert
          icon
          status="warning"
          title={t('webhook.refused', { ago: ago(lastRefused.at) })}
          description={word(lastRefused).message}
        />
      )}
    </>
  );
}
