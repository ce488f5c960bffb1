import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NamespaceBindingList,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { namespaceName } from '../../ui';
import { BindingAction } from './BindingActions';
import { BindingDetails } from './BindingDetails';
import { BindNamespaceDialog } from './BindNamespaceDialog';
import { ForgetBindingDialog } from './ForgetBindingDialog';
import { RemoveBindingDialog } from './RemoveBindingDialog';
import { TakeOverDialog } from './TakeOverDialog';

/** Which dialog is open, and on which binding. */
export type OpenBindingDialog =
  | { kind: 'bind' }
  | { kind: Exclude<BindingAction, 'sync' | 'download'>; id: string };

export interface BindingDialogsProps {
  workspace: Workspace;
  /** As it is now: bindings change while a dialog is open. */
  list: NamespaceBindingList | undefined;
  /** Of integrations, by id. */
  names: ReadonlyMap<string, string>;
  dialog: OpenBindingDialog | undefined;
  onClose(): void;
  /** Something has changed; the message says what. */
  onDone(message: string): void;
}

/** The dialogs of the bindings, of which one at most is open. */
export function BindingDialogs({
  workspace,
  list,
  names,
  dialog,
  onClose,
  onDone,
}: BindingDialogsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  if (dialog?.kind === 'bind') {
    return (
      <BindNamespaceDialog
        workspace={workspace}
        clusters={list?.clusters ?? []}
        manifestClusters={list?.manifestClusters ?? []}
        onBound={binding =>
          onDone(
            t(
              binding.manifestKind
                ? 'namespaces.notice.boundForManifests'
                : 'namespaces.notice.bound',
              { namespace: namespaceName(binding, t) },
            ),
          )
        }
        onClose={onClose}
      />
    );
  }
  const binding = list?.items.find(({ id }) => id === dialog?.id);
  if (!binding) {
    return null;
  }
  const done =
    (what: 'takenOver' | 'removed' | 'removedForManifests' | 'forgotten') =>
    () =>
      onDone(
        t(`namespaces.notice.${what}`, {
          namespace: namespaceName(binding, t),
        }),
      );
  switch (dialog?.kind) {
    case 'details':
      return (
        <BindingDetails binding={binding} names={names} onClose={onClose} />
      );
    case 'takeOver':
      return (
        <TakeOverDialog
          binding={binding}
          onTakenOver={done('takenOver')}
          onClose={onClose}
        />
      );
    case 'remove':
      return (
        <RemoveBindingDialog
          binding={binding}
          onRemoved={done(
            binding.manifestKind ? 'removedForManifests' : 'removed',
          )}
          onClose={onClose}
        />
      );
    case 'forget':
      return (
        <ForgetBindingDialog
          binding={binding}
          onForgotten={done('forgotten')}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
