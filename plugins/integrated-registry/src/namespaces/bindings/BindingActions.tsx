import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiDeleteBinLine,
  RiDownloadLine,
  RiEraserLine,
  RiMore2Line,
  RiRefreshLine,
  RiSwapLine,
} from '@remixicon/react';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { namespaceName } from '../../ui';
import styles from './Bindings.module.css';

export type BindingAction =
  | 'details'
  | 'sync'
  | 'download'
  | 'takeOver'
  | 'remove'
  | 'forget';

export interface BindingActionsProps {
  binding: NamespaceBinding;
  onAction(action: BindingAction, binding: NamespaceBinding): void;
}

/** The details of a binding, and what the caller may do with it. */
export function BindingActions({ binding, onAction }: BindingActionsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { state, removing, canSync, canRemove } = binding;
  const namespace = namespaceName(binding, t);
  const on = (action: BindingAction) => () => onAction(action, binding);
  const takesManifests = binding.manifestKind !== undefined;
  const mayDownload =
    canSync && takesManifests && !removing && binding.integrations.length > 0;
  const maySync = canSync && !takesManifests;
  const mayRemove = canRemove && !removing;
  // What the cluster refuses may never be removed, such as in a namespace that was deleted.
  const mayForget = canRemove && removing && state === 'refused';
  return (
    <div className={styles.actions}>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('namespaces.detailsOf', { namespace })}
        onPress={on('details')}
      >
        {t('namespaces.details')}
      </Button>
      {(maySync || mayDownload || mayRemove || mayForget) && (
        <MenuTrigger>
          <ButtonIcon
            aria-label={t('namespaces.menu', { namespace })}
            icon={<RiMore2Line aria-hidden />}
            variant="tertiary"
            size="small"
          />
          <Menu placement="bottom end">
            {mayDownload && (
              <MenuItem
                iconStart={<RiDownloadLine />}
                onAction={on('download')}
              >
                {t('namespaces.download')}
              </MenuItem>
            )}
            {maySync && (
              <MenuItem iconStart={<RiRefreshLine />} onAction={on('sync')}>
                {t('namespaces.sync')}
              </MenuItem>
            )}
            {maySync && state === 'drifted' && (
              <MenuItem iconStart={<RiSwapLine />} onAction={on('takeOver')}>
                {t('namespaces.takeOver')}
              </MenuItem>
            )}
            {mayRemove && (
              <MenuItem
                iconStart={<RiDeleteBinLine />}
                color="danger"
                onAction={on('remove')}
              >
                {t('namespaces.remove')}
              </MenuItem>
            )}
            {mayForget && (
              <MenuItem
                iconStart={<RiEraserLine />}
                color="danger"
                onAction={on('forget')}
              >
                {t('namespaces.forget')}
              </MenuItem>
            )}
          </Menu>
        </MenuTrigger>
      )}
    </div>
  );
}
