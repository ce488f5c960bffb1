import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  imagePickerOptionsIn,
  RequestIssue,
} from 'backstage-plugin-integrated-registry-common';
import { useMemo } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { isContainer } from './containers';
import { ImagePickerOptions, ImagePickerProps } from './schema';

/** How a template wants the field to be; forms know these for every field. */
export interface FieldSettings {
  options: ImagePickerOptions;
  /** What is wrong with the options of the template. */
  problems: readonly RequestIssue[];
  title: string;
  /** Markdown. */
  description: string;
  placeholder: string;
  disabled: boolean;
  readonly: boolean;
  autofocus: boolean;
  /** Is something wrong with the value, and to be shown here? */
  broken: boolean;
}

const EXAMPLE = 'registry.example.com/team/app';

/**
 * Reads `ui:title`, `ui:description`, `ui:placeholder`, `ui:disabled`, `ui:readonly` and
 * `ui:autofocus`, which templates write beside `ui:options` or into it. `ui:help` is shown by the
 * form itself.
 */
export function useFieldSettings(props: ImagePickerProps): FieldSettings {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { schema, uiSchema } = props;
  const { options, problems } = useMemo(
    () => imagePickerOptionsIn(uiSchema),
    [uiSchema],
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
    title: text('title') ?? schema?.title ?? props.title ?? t('picker.label'),
    description:
      text('description') ?? schema?.description ?? t('picker.typeHere'),
    placeholder:
      text('placeholder') ?? (options.newest ? EXAMPLE : `${EXAMPLE}:1.2.0`),
    disabled: Boolean(setting('disabled') ?? props.disabled),
    readonly: Boolean(
      setting('readonly') ?? (props.readonly || schema?.readOnly),
    ),
    autofocus: Boolean(setting('autofocus') ?? props.autofocus),
    broken: !props.hideError && (props.rawErrors ?? []).length > 0,
  };
}
