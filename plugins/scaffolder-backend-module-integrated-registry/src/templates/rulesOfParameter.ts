import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  imagePickerOptionsIn,
  imagePolicyOf,
  ImagePolicyInput,
} from 'backstage-plugin-integrated-registry-common';
import { fieldsOf, FormField, IMAGE_FIELD } from './fieldsOf';

/**
 * What the field of a parameter demands of its image, as the field itself reads it.
 *
 * @param parameters - `spec.parameters` of the template
 * @param parameter - its name; for one in an object or in the items of an array, with the names
 * around it, such as `services.image`
 * @throws InputError where the template has no such field, several with different rules, or rules
 * that cannot be read
 */
export function rulesOfParameter(
  parameters: unknown,
  parameter: string,
): ImagePolicyInput {
  const fields = fieldsOf(parameters, IMAGE_FIELD);
  const named = fields.filter(field => field.parameter === parameter);
  if (named.length === 0) {
    throw new InputError(
      `The template has no image field ${JSON.stringify(parameter)}. ${
        fields.length === 0
          ? 'None of its parameters has ui:field: RegistryImagePicker.'
          : `Its image fields are: ${namesOf(fields).join(', ')}.`
      }`,
    );
  }
  const [rules, ...others] = new Map(
    named.map(field => {
      const read = rulesOf(field);
      return [JSON.stringify(read), read];
    }),
  ).values();
  if (others.length > 0) {
    throw new InputError(
      `The template has several image fields ${JSON.stringify(
        parameter,
      )} with different rules, and which of them was filled in is not known here. Give them the same rules, or state the rules in the input of the action.`,
    );
  }
  return rules;
}

function rulesOf({ parameter, schema }: FormField): ImagePolicyInput {
  const { options, problems } = imagePickerOptionsIn(schema);
  if (problems.length > 0) {
    throw new InputError(
      [
        `The options of the image field ${JSON.stringify(
          parameter,
        )} of this template cannot be read:`,
        ...problems.map(({ path, message }) => `- ${path}: ${message}`),
      ].join('\n'),
    );
  }
  return imagePolicyOf(options);
}

function namesOf(fields: readonly FormField[]): string[] {
  return [...new Set(fields.map(({ parameter }) => parameter))];
}

/**
 * The rules of a field and those of the input together. A rule is stated once: where both have it,
 * they must agree. How the reference is pinned is for the input to say.
 *
 * @throws InputError that names each rule they differ in
 */
export function togetherWith(
  ofField: ImagePolicyInput,
  ofInput: JsonObject,
): JsonObject {
  const differing = Object.keys(ofInput).filter(
    name =>
      name !== 'pin' &&
      Object.hasOwn(ofField, name) &&
      JSON.stringify(ofInput[name]) !==
        JSON.stringify(ofField[name as keyof ImagePolicyInput]),
  );
  if (differing.length > 0) {
    throw new InputError(
      `The field and the input of the action state different rules: ${differing.join(
        ', ',
      )}. State each rule once: those of the field hold in the action as well.`,
    );
  }
  return { ...ofField, ...ofInput };
}
