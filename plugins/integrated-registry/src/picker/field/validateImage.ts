import { ApiHolder } from '@backstage/frontend-plugin-api';
import { isError } from '@backstage/errors';
import {
  ImageChoice,
  imagePickerOptionsIn,
  ImageReferenceError,
  imageRequestOf,
  IntegratedRegistryApi,
  parseImageReference,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { asRegistryError, integratedRegistryApiRef } from '../../api';
import { Translate, translatorOf, Word, wordingOf } from '../../translations';
import {
  containersHolding,
  describeOptionProblem,
  describeWrongWorkspace,
  fieldsIn,
  FormField,
  ImagePickerOptions,
  ImagePickerValue,
  namedWorkspace,
  policyOf,
  referenceOf,
} from '../options';

interface ValidationContext {
  apiHolder: ApiHolder;
  formData: Record<string, unknown>;
  uiSchema?: { 'ui:options'?: ImagePickerOptions };
}

/** So many images of a form are checked at once. */
const AT_ONCE = 5;

/**
 * Checks references before the form goes on, for comfort: the action
 * `integrated-registry:image:resolve` checks them for real. A registry that cannot be reached now
 * keeps nobody from going on.
 *
 * Forms call it for a field, and for an array with the field in its items: then `value` is the whole
 * array, and `uiSchema` that of its items.
 */
export async function validateImage(
  value: ImagePickerValue | undefined,
  field: { addError(message: string): void },
  { apiHolder, formData, uiSchema }: ValidationContext,
): Promise<void> {
  const images = fieldsIn('RegistryImagePicker', value, uiSchema, {
    containers: containersHolding(formData, value),
  }).filter(image => referenceOf(image.value) !== '');
  const t = translatorOf(apiHolder);
  const word = wordingOf(apiHolder);
  const api = apiHolder.get(integratedRegistryApiRef);
  for (let at = 0; at < images.length; at += AT_ONCE) {
    const answers = await Promise.all(
      images.slice(at, at + AT_ONCE).map(async image => ({
        image,
        problems: await check(image, api, t, word),
      })),
    );
    for (const { image, problems } of answers) {
      for (const problem of problems) {
        field.addError(
          image.number === undefined
            ? problem
            : t('picker.item', { number: String(image.number), problem }),
        );
      }
    }
  }
}

async function check(
  { value, uiSchema, containers }: FormField,
  api: IntegratedRegistryApi | undefined,
  t: Translate,
  word: Word,
): Promise<string[]> {
  const reference = referenceOf(value);
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
  const { options, problems: wrong } = imagePickerOptionsIn(uiSchema);
  // A rule that cannot be read is one its author believes in.
  const problems = new Set(
    wrong.map(problem => describeOptionProblem(problem, t, word)),
  );
  const workspaces = new Set<string>();
  for (const around of containers) {
    const named = namedWorkspace(options, around);
    if (named.state === 'named') {
      workspaces.add(named.workspace);
    } else if (named.state === 'wrong') {
      problems.add(describeWrongWorkspace(named, t));
    }
  }
  for (const workspace of api ? workspaces : []) {
    try {
      const { rules } = await api!.resolveImage({
        workspace,
        ...request,
        policy: policyOf(options),
      });
      for (const verdict of rules.filter(({ passed }) => !passed)) {
        problems.add(word(verdict).message);
      }
    } catch (error) {
      const known = asRegistryError(error);
      const { httpStatus } = known;
      if (isError(error) && (httpStatus === 400 || httpStatus === 404)) {
        problems.add(word(known).message);
      }
    }
  }
  return [...problems];
}
