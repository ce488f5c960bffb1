import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Skeleton, Text } from '@backstage/ui';
import {
  ImageUseList,
  Integration,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import {
  asRegistryError,
  integratedRegistryApiRef,
  Loaded,
  unlessGone,
  useLoad,
} from '../../api';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { ActionDialog, Foreign } from '../../ui';
import styles from './RemoveDialog.module.css';

/** How many uses are named; the rest is counted. */
const SHOWN_USES = 10;

function Uses({ uses }: { uses: Loaded<ImageUseList> }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  if (uses.error) {
    return (
      <Text as="p" color="warning">
        <Foreign>
          {t('remove.usesFailed', {
            reason: word(asRegistryError(uses.error)).message,
          })}
        </Foreign>
      </Text>
    );
  }
  if (!uses.value) {
    return <Skeleton width="100%" height={48} />;
  }
  const { items, totalItems, nextCursor, complete } = uses.value;
  if (items.length === 0) {
    return <Text as="p">{t('remove.usesNone')}</Text>;
  }
  const count =
    totalItems ?? (nextCursor || !complete ? undefined : items.length);
  return (
    <>
      <Text as="p">
        {count === undefined
          ? t('remove.usesSome')
          : t('remove.uses', { count })}
      </Text>
      <ul className={styles.uses}>
        {items.map(use => (
          <li key={use.id}>
            <EntityRefLink entityRef={use.usedBy} />{' '}
            <span className={styles.reference}>
              <Foreign>{use.reference}</Foreign>
            </span>
          </li>
        ))}
      </ul>
      <Text as="p">{t('remove.usesStay')}</Text>
    </>
  );
}

export interface RemoveDialogProps {
  workspace: string;
  integration: Integration;
  onRemoved(): void;
  onClose(): void;
}

/** Asks before an integration is removed, and says what that means. */
export function RemoveDialog({
  workspace,
  integration,
  onRemoved,
  onClose,
}: RemoveDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const { id, name } = integration;
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listImageUses(
        { workspace, integration: id, limit: SHOWN_USES },
        { signal },
      ),
    [api, workspace, id],
  );
  const uses = useLoad(load);

  async function remove() {
    // The one confirmed is the one as it is now; what is removed cannot be lost to an update.
    const { etag } = await api.getIntegration(id);
    await api.deleteIntegration(id, etag ?? '');
  }

  return (
    <ActionDialog
      title={t('remove.title', { name })}
      actionText={t('remove.confirm')}
      failedText={t('remove.failed', { name })}
      isDestructive
      action={() => unlessGone(remove)}
      onDone={onRemoved}
      onClose={onClose}
    >
      <Text as="p">{t('remove.effect')}</Text>
      <div aria-live="polite" aria-busy={uses.loading}>
        <Uses uses={uses} />
      </div>
    </ActionDialog>
  );
}
