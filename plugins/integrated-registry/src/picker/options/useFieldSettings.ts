import { ReadOptions } from 'backstage-plugin-integrated-registry-common';
import { useMemo } from 'react';
import { isContainer } from './containers';
import { ImagePickerProps } from './schema';

/** How a template wants the field to be; forms know these for every field. */
export interface FieldSettings<Options> extends ReadOptions<Options> {
  title?: string;
  /** Markdown. */
  description?: string;
  placeholder?: string;
  disabled: boolean;
  readonly: boolean;
  autofocus: boolean;
  /** Is something wrong with the value, and to be shown here? */
  broken: boolean;
}

/** What forms hand to every field. */
export interface FieldProps
  extends Pick<
    ImagePickerProps,
    | 'schema'
    | 'title'
    | 'disabled'
    | 'readonly'
    | 'autofocus'
    | 'hideError'
    | 'rawErrors'
  > {
  uiSchema?: unknown;
}

/**
 * Reads `ui:title`, `ui:description`, `ui:placeholder`, `ui:disabled`, `ui:readonly` and
 * `ui:autofocus`, which templates write beside `ui:options` or into it. `ui:help` is shown by the
 * form itself.
 *
 * @param readOptions - the options of the field itself
 */
export function useFieldSettings<Options>(
  props: FieldProps,
  readOptions: (uiSchema: unknown) => ReadOptions<Options>,
): FieldSettings<Options> {
  const { schema, uiSchema } = props;
  const { options, problems } = useMemo(
    () => readOptions(uiSchema),
    [readOptions, uiSchema],
  );
  const written = isContainer(uiSchema) ? uiSchema['ui:options'] : undefined;
  const setting = (name: string): unknown =>
    (isContainer(uiSchema) ? uiSchema[`ui:${name}`] : undefined) ??
    (isContainer(written) ? written[name] : undefined);
  const text = (name: string) => {
    const value = setting(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    options,
    problems,
    title: text('title') ?? schema?.title ?? props.title,
    description: text('description') ?? schema?.description,
    placeholder: text('placeholder'),
    disabled: Boolean(setting('disabled') ?? props.disabled),
    readonly: Boolean(
      setting('readonly') ?? (props.readonly || schema?.readOnly),
    ),
    autofocus: Boolean(setting('autofocus') ?? props.autofocus),
    broken: !props.hideError && (props.rawErrors ?? []).length > 0,
  };
}
