import {
  ImageChoice,
  imagePickerOptionsIn,
  ImageReferenceError,
  imageRequestOf,
  parseImageReference,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  FormField,
  ImagePickerOptions,
  ImagePickerValue,
  policyOf,
  problemsIn,
  referenceOf,
  validateFields,
  ValidationContext,
  ValidationTools,
} from '../options';

/**
 * Checks references before the form goes on, for comfort: the action
 * `integrated-registry:image:resolve` checks them for real.
 */
export async function validateImage(
  value: ImagePickerValue | undefined,
  field: { addError(message: string): void },
  context: ValidationContext<ImagePickerOptions>,
): Promise<void> {
  await validateFields('RegistryImagePicker', value, field, context, check);
}

async function check(
  { value, uiSchema, containers }: FormField,
  tools: ValidationTools,
): Promise<string[]> {
  const { t, word } = tools;
  const reference = referenceOf(value);
  if (reference === '') {
    return [];
  }
  try {
    parseImageReference(reference);
  } catch (error) {
    return [
      error instanceof ImageReferenceError
        ? word(worded({ message: error.reason })).message
        : t('picker.notAReference'),
    ];
  }
  // What was chosen is judged as it was chosen: a reference alone may mean another integration's image.
  const request = imageRequestOf(value as ImageChoice) ?? { reference };
  const read = imagePickerOptionsIn(uiSchema);
  const policy = policyOf(read.options);
  return problemsIn(read, containers, tools, async (api, workspace) => {
    const { rules } = await api.resolveImage({ workspace, ...request, policy });
    return rules
      .filter(({ passed }) => !passed)
      .map(verdict => word(verdict).message);
  });
}
