import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, Tag, TagGroup, Text } from '@backstage/ui';
import {
  Integration,
  integrationFieldsWith,
  integrationFormEntries,
  Sharing,
} from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
} from '../../translations';
import { ActionDialog } from '../../ui';
import { WorkspaceList } from '../../workspaces';
import styles from './ShareDialog.module.css';

export interface ShareDialogProps {
  integration: Integration;
  onShared(): void;
  onClose(): void;
}

const seen: readonly string[] = integrationFieldsWith({ seenBy: 'everybody' });
const fieldsSeenByEverybody = integrationFormEntries.filter(({ field }) =>
  seen.includes(field),
);

/** Where a platform admin chooses which other workspaces may use an integration. */
export function ShareDialog({
  integration,
  onShared,
  onClose,
}: ShareDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { t: word } = useTranslationRef(
    integratedRegistryBackendTranslationRef,
  );
  const api = useApi(integratedRegistryApiRef);
  const { id, name, sharing, etag, workspace } = integration;
  const [sharedWith, setSharedWith] = useState<Sharing['with']>(
    sharing?.with ?? 'nobody',
  );
  const [workspaces, setWorkspaces] = useState<readonly string[]>(
    sharing?.workspaces ?? [],
  );
  return (
    <ActionDialog
      title={t('share.title', { name })}
      actionText={t('share.confirm')}
      failedText={t('share.failed', { name })}
      isDisabled={sharedWith === 'workspaces' && workspaces.length === 0}
      action={() =>
        api.updateIntegration(id, etag ?? '', {
          sharing: {
            with: sharedWith,
            workspaces: sharedWith === 'workspaces' ? [...workspaces] : [],
          },
        })
      }
      onDone={onShared}
      onClose={onClose}
    >
      <Text as="p">
        {t('share.effect', {
          fields: fieldsSeenByEverybody
            .map(field => word(field.label))
            .join(', '),
        })}
      </Text>
      <RadioGroup
        label={t('share.with')}
        value={sharedWith}
        onChange={value => setSharedWith(value as Sharing['with'])}
      >
        <Radio value="nobody">{t('share.nobody')}</Radio>
        <Radio value="workspaces">{t('share.workspaces')}</Radio>
        <Radio value="everybody">{t('share.everybody')}</Radio>
      </RadioGroup>
      {sharedWith === 'workspaces' && (
        <>
          {workspaces.length > 0 && (
            <TagGroup
              aria-label={t('share.which')}
              onRemove={keys =>
                setWorkspaces(before => before.filter(ref => !keys.has(ref)))
              }
            >
              {workspaces.map(ref => (
                <Tag key={ref} id={ref} textValue={ref}>
                  {ref}
                </Tag>
              ))}
            </TagGroup>
          )}
          <div className={styles.workspaces}>
            <WorkspaceList
              without={[workspace ?? '', ...workspaces]}
              onSelect={({ entityRef }) =>
                setWorkspaces(before => [...before, entityRef])
              }
            />
          </div>
        </>
      )}
    </ActionDialog>
  );
}
