import { isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  describeIssues,
  imagePickerOptionsIn,
  imagePolicyOf,
  imagePolicySchema,
  namespacePickerOptionsIn,
} from 'backstage-plugin-integrated-registry-common';
import { placeOf, Problem, problemsOfField } from './fieldProblems';
import {
  fieldsOf,
  FormField,
  IMAGE_FIELD,
  isObject,
  NAMESPACE_FIELD,
} from './fieldsOf';
import { rulesOfParameter, togetherWith } from './rulesOfParameter';

const ACTION = 'integrated-registry:image:resolve';

/** A step that resolves an image. */
interface ResolveStep {
  input: JsonObject;
  path: Problem['path'];
}

/**
 * Holds the fields for images and namespaces and the resolve steps of a template against what they can
 * say: misspelt and unreadable options, parameters that do not exist, and rules that only the form would
 * check.
 */
export function checkTemplate(template: JsonObject): Problem[] {
  const spec = isObject(template.spec) ? template.spec : {};
  const fields = fieldsOf(spec.parameters, IMAGE_FIELD);
  const steps = resolveStepsOf(spec.steps);
  return [
    ...fieldsOf(spec.parameters, NAMESPACE_FIELD).flatMap(field =>
      problemsOfField(field, {
        parameters: spec.parameters,
        read: namespacePickerOptionsIn(field.schema),
        naming: ['workspaceField', 'imageField'],
        type: 'object',
      }),
    ),
    ...fields.flatMap(field => [
      ...problemsOfImageField(field, spec.parameters),
      ...heldByNone(field, steps),
    ]),
    ...steps.flatMap(step => [
      ...problemsOfInput(step),
      ...problemsOfParameter(step, spec.parameters, fields),
    ]),
  ];
}

function resolveStepsOf(steps: unknown): ResolveStep[] {
  return (Array.isArray(steps) ? steps : []).flatMap((step, at) =>
    isObject(step) && step.action === ACTION
      ? [
          {
            input: isObject(step.input) ? step.input : {},
            path: ['spec', 'steps', at],
          },
        ]
      : [],
  );
}

function problemsOfImageField(
  field: FormField,
  parameters: unknown,
): Problem[] {
  const read = imagePickerOptionsIn(field.schema);
  const isObjectAsked = read.options.output === 'object';
  return problemsOfField(field, {
    parameters,
    read,
    naming: ['workspaceField'],
    ...(isObjectAsked
      ? { type: 'object', because: ', with output: object' }
      : { type: 'string' }),
  });
}

/** What the form alone checks, somebody who calls the scaffolder gets round. */
function heldByNone(
  field: FormField,
  steps: readonly ResolveStep[],
): Problem[] {
  const { pin: _, ...rules } = imagePolicyOf(
    imagePickerOptionsIn(field.schema).options,
  );
  const stated = Object.entries(rules);
  const isHeld = ({ input }: ResolveStep) =>
    input.parameter === field.parameter ||
    (takesImageOf(input, field) &&
      stated.every(
        ([name, rule]) => JSON.stringify(input[name]) === JSON.stringify(rule),
      ));
  return steps.some(isHeld)
    ? []
    : [
        {
          path: placeOf(field),
          message: `Only the form checks the image of the field ${JSON.stringify(
            field.parameter,
          )}${
            stated.length > 0 ? ` (${Object.keys(rules).join(', ')})` : ''
          }: add parameter: ${field.parameter} to a step ${ACTION}`,
        },
      ];
}

/** Is it the image of this field? An item of an array comes by another name, such as `each.value`. */
function takesImageOf({ image }: JsonObject, field: FormField): boolean {
  const names = String(image).match(/parameters\.([\w.]+)/)?.[1];
  return names === undefined || names === field.parameter;
}

/** The rules in the input of a step; what is filled in when the task runs is not known here. */
function rulesIn({ input }: ResolveStep): JsonObject {
  const { workspace, image, parameter, ...written } = input;
  return Object.fromEntries(
    Object.entries(written).filter(
      ([, value]) => !JSON.stringify(value).includes('${{'),
    ),
  );
}

function problemsOfInput(step: ResolveStep): Problem[] {
  const { input, path } = step;
  const { workspace, image } = input;
  const { error } = imagePolicySchema.safeParse(rulesIn(step));
  return [
    ...Object.entries({ workspace, image }).flatMap(([name, value]) =>
      value === undefined
        ? [{ path, message: `The input of the step has no ${name}` }]
        : [],
    ),
    ...(error ? describeIssues(error) : []).map(issue => ({
      path: [...path, 'input', issue.path.split('.')[0]],
      message: `${issue.path}: ${issue.message}`,
    })),
  ];
}

function problemsOfParameter(
  step: ResolveStep,
  parameters: unknown,
  fields: readonly FormField[],
): Problem[] {
  const { parameter } = step.input;
  const isUnreadable = fields.some(
    field =>
      field.parameter === parameter &&
      imagePickerOptionsIn(field.schema).problems.length > 0,
  );
  // What is wrong with the field has been told where it stands.
  if (typeof parameter !== 'string' || isUnreadable) {
    return [];
  }
  try {
    togetherWith(rulesOfParameter(parameters, parameter), rulesIn(step));
    return [];
  } catch (error) {
    if (isError(error)) {
      return [
        { path: [...step.path, 'input', 'parameter'], message: error.message },
      ];
    }
    throw error;
  }
}
