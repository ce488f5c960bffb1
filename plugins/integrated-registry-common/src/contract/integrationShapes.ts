import { z } from 'zod';
import {
  IntegrationField,
  IntegrationFieldForm,
  IntegrationFormInput,
} from './IntegrationField';
import { IntegrationFields, integrationFields } from './integrationFields';
import { FieldCode } from './text';

type Fields = IntegrationFields;

/** @public */
export type IntegrationFieldName = keyof Fields;

/** Names of the fields of which this is declared, such as `{ connection: true }`. @public */
export type IntegrationFieldNameWith<P> = {
  [K in keyof Fields]: Fields[K] extends P ? K : never;
}[keyof Fields];

/** The fields of which this is declared, such as `{ connection: true }`. @public */
export function integrationFieldsWith<
  const P extends Partial<IntegrationField>,
>(declared: P): IntegrationFieldNameWith<P>[] {
  const wanted = Object.entries(declared);
  return Object.entries<IntegrationField>(integrationFields)
    .filter(([, field]) =>
      wanted.every(
        ([key, value]) =>
          field[key as keyof P & keyof IntegrationField] === value,
      ),
    )
    .map(([name]) => name as IntegrationFieldNameWith<P>);
}

/** Fields that must be there whoever integrates a registry, or that fall back on something. */
type AlwaysKept = IntegrationFieldNameWith<
  { create: 'required' } | { default: unknown } | { defaultBy: 'provider' }
>;
type InSettings = IntegrationFieldNameWith<{ keptWith: 'settings' }>;
type ValueOf<K extends keyof Fields> = z.output<Fields[K]['schema']>;

/** The settings of an integration, without what is kept with its password. @public */
export type IntegrationFieldValues = {
  [K in keyof Fields as K extends InSettings & AlwaysKept
    ? K
    : never]: ValueOf<K>;
} & {
  [K in keyof Fields as K extends Exclude<InSettings, AlwaysKept>
    ? K
    : never]?: ValueOf<K>;
};

/** Fields as those write them who integrate a registry. */
type CreateShape<P> = {
  [K in keyof Fields as Fields[K] extends P
    ? Fields[K]['create'] extends 'never'
      ? never
      : K
    : never]: Fields[K]['create'] extends 'required'
    ? Fields[K]['schema']
    : z.ZodOptional<Fields[K]['schema']>;
};

/** Fields as those write them who change an integration. */
type UpdateShape = {
  [K in keyof Fields as Fields[K]['update'] extends 'never'
    ? never
    : K]: Fields[K]['update'] extends 'clear'
    ? z.ZodOptional<z.ZodNullable<Fields[K]['schema']>>
    : z.ZodOptional<Fields[K]['schema']>;
};

/** Fields as answers tell them: what everybody sees and is always kept always, else where it is there and seen. */
type AnswerShape<Seen extends IntegrationField['seenBy']> = {
  [K in keyof Fields as Fields[K]['seenBy'] extends Seen
    ? K
    : never]: Fields[K] extends { answer: infer A extends z.ZodType }
    ? [Seen, K] extends ['everybody', AlwaysKept]
      ? A
      : z.ZodOptional<A>
    : never;
};

function shapeOf(
  toSchema: (field: IntegrationField) => z.ZodType | undefined,
): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries<IntegrationField>(integrationFields).flatMap(
      ([name, field]) => {
        const schema = toSchema(field);
        return schema ? [[name, schema]] : [];
      },
    ),
  );
}

/** As the type `AlwaysKept` has it. */
function isAlwaysKept(field: IntegrationField): boolean {
  return (
    field.create === 'required' ||
    field.default !== undefined ||
    field.defaultBy === 'provider'
  );
}

function createSchema({ create, schema }: IntegrationField) {
  return create === 'required' ? schema : schema.optional();
}

/** What those write who integrate a registry, and what the registry is shown of it. */
export const connectionShape = shapeOf(field =>
  field.connection && field.create !== 'never'
    ? createSchema(field)
    : undefined,
) as CreateShape<{ connection: true }>;

export const createShape = shapeOf(field =>
  field.create === 'never' ? undefined : createSchema(field),
) as CreateShape<unknown>;

/** What those write who test settings that are not saved. */
export const testShape = {
  ...connectionShape,
  workspace: integrationFields.workspace.schema,
  ...(shapeOf(field =>
    field.credential && field.create !== 'never'
      ? createSchema(field)
      : undefined,
  ) as CreateShape<{ credential: true }>),
};

export const updateShape = shapeOf(({ update, schema }) => {
  if (update === 'never') {
    return undefined;
  }
  return (update === 'clear' ? schema.nullable() : schema).optional();
}) as UpdateShape;

export const everybodyShape = shapeOf(field => {
  if (field.seenBy !== 'everybody') {
    return undefined;
  }
  return isAlwaysKept(field) ? field.answer : field.answer?.optional();
}) as AnswerShape<'everybody'>;

export const workspaceShape = shapeOf(({ seenBy, answer }) =>
  seenBy === 'workspace' ? answer?.optional() : undefined,
) as AnswerShape<'workspace'>;

/** Names of the inputs of the form, or of those with one of these controls. @public */
export type IntegrationFormInputName<
  C extends IntegrationFormInput['control'] = IntegrationFormInput['control'],
> = {
  [K in keyof Fields]: Fields[K] extends { form: { parts: infer Parts } }
    ? {
        [N in keyof Parts]: Parts[N] extends { control: C } ? N : never;
      }[keyof Parts]
    : Fields[K] extends { form: { control: C } }
    ? K
    : never;
}[keyof Fields];

/** One input of the form with the field it belongs to. @public */
export interface IntegrationFormEntry extends IntegrationFormInput {
  name: IntegrationFormInputName;
  field: IntegrationFieldNameWith<{ form: object }>;
  section: IntegrationFieldForm['section'];
  /** The word for the whole field. */
  fieldLabel: FieldCode;
  /** Is it one part of the field's value, by this name? Else it is the value. */
  isPart: boolean;
  isRequired: boolean;
  /** Does the registry see a difference? */
  isConnection: boolean;
  /** Only for those who may change the credential. */
  isCredential: boolean;
}

const sections = ['title', 'connection', 'advanced', 'end'];

/** The inputs of the form, in their order. @public */
export const integrationFormEntries: readonly IntegrationFormEntry[] =
  Object.entries<IntegrationField>(integrationFields)
    .flatMap(([field, { form, create, connection, credential }]) => {
      if (!form) {
        return [];
      }
      const isPart = 'parts' in form;
      const inputs = isPart ? form.parts : { [field]: form };
      return Object.entries(inputs).map(
        ([name, { control, label, help, placeholder }]) =>
          ({
            name,
            field,
            section: form.section,
            control,
            label,
            help,
            placeholder,
            fieldLabel: form.label,
            isPart,
            isRequired: create === 'required',
            isConnection: connection ?? false,
            isCredential: credential ?? false,
          } as IntegrationFormEntry),
      );
    })
    .sort((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
