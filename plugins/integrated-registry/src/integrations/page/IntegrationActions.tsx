import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiCheckLine,
  RiDeleteBinLine,
  RiEditLine,
  RiEraserLine,
  RiMore2Line,
  RiPlugLine,
  RiRefreshLine,
  RiShareLine,
  RiStopCircleLine,
  RiWebhookLine,
} from '@remixicon/react';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';

export type IntegrationAction =
  | 'edit'
  | 'test'
  | 'refresh'
  | 'cancel'
  | 'forget'
  | 'webhook'
  | 'share'
  | 'confirmImageHost'
  | 'remove';

export interface IntegrationActionsProps {
  integration: Integration;
  /** Only platform admins may share, and confirm image hosts. */
  canShare: boolean;
  onAction(action: IntegrationAction, integration: Integration): void;
}

/** What an admin can do with an integration. One from the configuration cannot be changed here. */
export function IntegrationActions({
  integration,
  canShare,
  onAction,
}: IntegrationActionsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  if (integration.access !== 'manage') {
    return null;
  }
  const isEditable = integration.managedBy === 'user';
  const isClaimed = ['claimed', 'needsConfirmation'].includes(
    integration.imageHostState ?? '',
  );
  const on = (action: IntegrationAction) => () => onAction(action, integration);
  return (
    <MenuTrigger>
      <ButtonIcon
        aria-label={t('actions.menu', { name: integration.name })}
        icon={<RiMore2Line aria-hidden />}
        variant="tertiary"
        size="small"
      />
      <Menu placement="bottom end">
        {isEditable && (
          <MenuItem iconStart={<RiEditLine />} onAction={on('edit')}>
            {t('actions.edit')}
          </MenuItem>
        )}
        <MenuItem iconStart={<RiPlugLine />} onAction={on('test')}>
          {t('actions.test')}
        </MenuItem>
        <MenuItem iconStart={<RiRefreshLine />} onAction={on('refresh')}>
          {t('actions.refresh')}
        </MenuItem>
        {integration.repositoryIndex.state === 'crawling' && (
          <MenuItem iconStart={<RiStopCircleLine />} onAction={on('cancel')}>
            {t('actions.cancel')}
          </MenuItem>
        )}
        {hasKept(integration) && (
          <MenuItem iconStart={<RiEraserLine />} onAction={on('forget')}>
            {t('actions.forget')}
          </MenuItem>
        )}
        <MenuItem iconStart={<RiWebhookLine />} onAction={on('webhook')}>
          {t('actions.webhook')}
        </MenuItem>
        {isEditable && canShare && (
          <MenuItem iconStart={<RiShareLine />} onAction={on('share')}>
            {t('actions.share')}
          </MenuItem>
        )}
        {isEditable && canShare && isClaimed && (
          <MenuItem
            iconStart={<RiCheckLine />}
            onAction={on('confirmImageHost')}
          >
            {t('actions.confirmImageHost')}
          </MenuItem>
        )}
        {isEditable && (
          <MenuItem
            iconStart={<RiDeleteBinLine />}
            color="danger"
            onAction={on('remove')}
          >
            {t('actions.remove')}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}

/** Is something in the list that the registry no longer shows? */
function hasKept({
  repositoryIndex: { state, kept = 0, repositories, gaps = [] },
}: Integration): boolean {
  const refused =
    state === 'failed' &&
    gaps.some(
      ({ code, scope }) =>
        scope.kind === 'registry' &&
        (code === 'REFUSED' || code === 'NO_CATALOGUE'),
    );
  return kept > 0 || (refused && repositories > 0);
}
