import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ReadOptions,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { useEffect, useId, useMemo, useState } from 'react';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { Container, containersOf } from './containers';
import {
  describeWrongWorkspace,
  namedWorkspace,
  WorkspaceOptions,
} from './namedWorkspace';
import { describeOptionProblem } from './options';
import { ImagePickerProps } from './schema';
import {
  FieldProps,
  FieldSettings,
  useFieldSettings,
} from './useFieldSettings';

/** What forms hand to our fields. */
export interface PickerProps
  extends FieldProps,
    Pick<ImagePickerProps, 'idSchema' | 'name' | 'formContext' | 'required'> {}

/** A field in its form, and whose workspace it is about. */
export interface PickerField<Options> extends FieldSettings<Options> {
  id: string;
  /** Of what is said below the field. */
  helpId: string;
  /** Ids of all that describes its input. */
  describedBy: string;
  required: boolean | undefined;
  /** The objects of the form around it, the nearest one first. */
  containers: Container[];
  /** Entity ref; undefined while none is chosen. */
  workspace: string | undefined;
  /** Must the workspace be chosen in another field first? */
  isWorkspaceMissing: boolean;
  /** The choice among one's own workspaces; absent where the template names one. */
  own?: { chosen: Workspace | undefined; choose(workspace: Workspace): void };
  /** In the template. */
  mistakes: string[];
  /** What the form says already. */
  told: readonly string[];
}

/**
 * Finds what our fields have in common.
 *
 * @param readOptions - the options of the field itself
 */
export function usePickerField<Options extends WorkspaceOptions>(
  props: PickerProps,
  readOptions: (uiSchema: unknown) => ReadOptions<Options>,
): PickerField<Options> {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const settings = useFieldSettings(props, readOptions);
  const { options, problems, broken } = settings;
  const ownId = useId();
  const id = props.idSchema?.$id ?? ownId;
  const helpId = `${id}-help`;
  const entered: unknown = props.formContext?.formData;
  const containers = useMemo(
    () => containersOf(entered, id, props.name),
    [entered, id, props.name],
  );
  const named = useMemo(
    () => namedWorkspace(options, containers),
    [options, containers],
  );
  const isNamed = Boolean(options.workspace ?? options.workspaceField);
  const [chosen, choose] = useState<Workspace>();
  let workspace = chosen?.entityRef;
  if (isNamed) {
    workspace = named.state === 'named' ? named.workspace : undefined;
  }
  return {
    ...settings,
    id,
    helpId,
    // The form itself writes errors and help below the field.
    describedBy: `${id}__error ${helpId} ${id}__help`,
    required: props.required,
    containers,
    workspace,
    isWorkspaceMissing: isNamed && named.state === 'missing',
    ...(!isNamed && { own: { chosen, choose } }),
    mistakes: [
      ...problems.map(problem => describeOptionProblem(problem, t, word)),
      ...(isNamed && named.state === 'wrong'
        ? [describeWrongWorkspace(named, t)]
        : []),
    ],
    told: (broken && props.rawErrors) || [],
  };
}

/**
 * Empties a field that was left blank: its form has a value for that which is none of the field.
 *
 * @param isBlank - does the field hold such a value?
 */
export function useUnset(
  isBlank: boolean,
  onChange: (value: undefined) => void,
): void {
  useEffect(() => {
    if (isBlank) {
      onChange(undefined);
    }
    // Only when it comes; the form's own function is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isBlank]);
}
