import { workspaceRefSchema } from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../../translations';
import { Container } from './containers';
import { ImagePickerOptions } from './schema';

/** By which a template names the workspace. */
export type WorkspaceOptions = Pick<
  ImagePickerOptions,
  'workspace' | 'workspaceField'
>;

/** The workspace a template means. */
export type NamedWorkspace =
  /** Entity ref. */
  | { state: 'named'; workspace: string }
  /** Its field is still empty. */
  | { state: 'missing' }
  | {
      state: 'wrong';
      value: string;
      /** Of the entity that is given, where it is one. */
      kind?: string;
      /** The field it was given in; absent where the template itself names it. */
      field?: string;
    };

/** Of a value that is quoted. */
const MAX_QUOTED = 80;

/**
 * @param containers - the objects of the form around the field, the nearest one first: the field of
 * the workspace is looked for beside the image, and then further out
 */
export function namedWorkspace(
  { workspace, workspaceField: field }: WorkspaceOptions,
  containers: readonly Container[],
): NamedWorkspace {
  if (workspace !== undefined && workspace !== null && workspace !== '') {
    return read(workspace);
  }
  const holder =
    field === undefined
      ? undefined
      : containers.find(container => Object.hasOwn(container, field));
  return read(field === undefined ? undefined : holder?.[field], field);
}

function read(value: unknown, field?: string): NamedWorkspace {
  if (value === undefined || value === null || value === '') {
    return { state: 'missing' };
  }
  const wrong = { state: 'wrong', value: quote(value), field } as const;
  if (typeof value !== 'string') {
    return wrong;
  }
  // Pickers of the catalog leave out what is the default.
  const colon = value.indexOf(':');
  const kind = colon < 0 ? 'group' : value.slice(0, colon);
  const rest = value.slice(colon + 1);
  const { success, data } = workspaceRefSchema.safeParse(
    `${kind}:${rest.includes('/') ? rest : `default/${rest}`}`,
  );
  if (success) {
    return { state: 'named', workspace: data };
  }
  return /^[a-z][a-z0-9]*$/i.test(kind) && !/^group$/i.test(kind)
    ? { ...wrong, kind: kind.toLocaleLowerCase('en-US') }
    : wrong;
}

function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}

/** What a wrong value is, and where to mend it. */
export function describeWrongWorkspace(
  { value, kind, field }: Extract<NamedWorkspace, { state: 'wrong' }>,
  t: Translate,
): string {
  return [
    kind === undefined
      ? t('picker.wrongWorkspace.text', { value })
      : t('picker.wrongWorkspace.kind', { value, kind }),
    field === undefined
      ? t('picker.wrongWorkspace.template')
      : t('picker.wrongWorkspace.field', { field }),
  ].join(' ');
}
