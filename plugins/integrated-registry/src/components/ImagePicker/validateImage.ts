import { ApiHolder } from '@backstage/frontend-plugin-api';
import { isError } from '@backstage/errors';
import {
  ImageReferenceError,
  parseImageReference,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { asRegistryError } from '../ErrorAlert/describeError';
import { policyOf, referenceOf, workspaceOf } from './options';
import { ImagePickerOptions, ImagePickerValue } from './schema';

interface ValidationContext {
  apiHolder: ApiHolder;
  formData: Record<string, unknown>;
  uiSchema?: { 'ui:options'?: ImagePickerOptions };
}

/**
 * Checks a reference before the form goes on, for comfort: the action
 * `integrated-registry:image:resolve` checks it for real. A registry that cannot be reached now
 * keeps nobody from going on.
 */
export async function validateImage(
  value: ImagePickerValue | undefined,
  field: { addError(message: string): void },
  { apiHolder, formData, uiSchema }: ValidationContext,
): Promise<void> {
  const reference = referenceOf(value);
  if (!reference) {
    return;
  }
  try {
    parseImageReference(reference);
  } catch (error) {
    field.addError(
      error instanceof ImageReferenceError
        ? error.message
        : 'This is not an image reference',
    );
    return;
  }
  const options = uiSchema?.['ui:options'] ?? {};
  const workspace = workspaceOf(options, formData);
  const api = apiHolder.get(integratedRegistryApiRef);
  if (!workspace || !api) {
    return;
  }
  try {
    const { rules } = await api.resolveImage({
      workspace,
      reference,
      policy: policyOf(options),
    });
    for (const rule of rules.filter(({ passed }) => !passed)) {
      field.addError(rule.message);
    }
  } catch (error) {
    const { httpStatus } = asRegistryError(error);
    if (isError(error) && (httpStatus === 400 || httpStatus === 404)) {
      field.addError(error.message);
    }
  }
}
