import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { IntegrationFormDialog } from '../form';
import { RemoveDialog } from '../remove';
import { ShareDialog } from '../share';
import { TestConnectionDialog } from '../connectionTest';
import { WebhookDialog } from '../webhook';

/** Which dialog is open, and on what. */
export type OpenDialog =
  | { kind: 'create' }
  | {
      kind: 'edit' | 'test' | 'webhook' | 'share' | 'remove';
      integration: Integration;
    };

export interface IntegrationDialogsProps {
  workspace: string;
  dialog: OpenDialog | undefined;
  onClose(): void;
  /** Something has changed; the message says what. */
  onDone(message: string): void;
}

/** The dialogs of the page, of which one at most is open. */
export function IntegrationDialogs({
  workspace,
  dialog,
  onClose,
  onDone,
}: IntegrationDialogsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  switch (dialog?.kind) {
    case 'create':
      return (
        <IntegrationFormDialog
          workspace={workspace}
          onSaved={({ name }) => onDone(t('notice.created', { name }))}
          onClose={onClose}
        />
      );
    case 'edit':
      return (
        <IntegrationFormDialog
          workspace={workspace}
          integration={dialog.integration}
          onSaved={({ name }) => onDone(t('notice.updated', { name }))}
          onClose={onClose}
        />
      );
    case 'test':
      return (
        <TestConnectionDialog
          integration={dialog.integration}
          onClose={onClose}
        />
      );
    case 'webhook':
      return (
        <WebhookDialog integration={dialog.integration} onClose={onClose} />
      );
    case 'share':
      return (
        <ShareDialog
          integration={dialog.integration}
          onShared={() =>
            onDone(t('notice.shared', { name: dialog.integration.name }))
          }
          onClose={onClose}
        />
      );
    case 'remove':
      return (
        <RemoveDialog
          workspace={workspace}
          integration={dialog.integration}
          onRemoved={() =>
            onDone(t('notice.removed', { name: dialog.integration.name }))
          }
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
