import { catalogue } from './catalogue';

/** The English templates of all messages, by their codes. @public */
export type MessageCatalogue = typeof catalogue;

/**
 * Every text of the backend for a person, in English.
 *
 * @public
 */
export const messageCatalogue: MessageCatalogue = catalogue;

/** @public */
export type MessageCode = keyof MessageCatalogue;

/**
 * A value in a message. Never a secret. A number is written as the language writes numbers, a moment
 * (ISO 8601 in UTC) as it writes times, a list with its commas, and a message within a message in the
 * same language as the whole.
 *
 * @public
 */
export type MessageParam = string | number | string[] | Message;

/** What words a text in another language. @public */
export type MessageReference = {
  /** A `MessageCode`; a newer backend may have others. */
  code: string;
  params?: { [name: string]: MessageParam };
};

/** A text for a person: in English, with what words it in another language. @public */
export type Message = {
  /** A `MessageCode`. */
  code: string;
  params?: { [name: string]: MessageParam };
  text: string;
};

/** The names between `{{` and `}}`. @public */
export type MessageParamNames<Template extends string> =
  Template extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | MessageParamNames<Rest>
    : never;

/** Exactly the parameters of a template; nothing where it has none. @public */
export type MessageParams<Template extends string> = [
  MessageParamNames<Template>,
] extends [never]
  ? []
  : [
      params: Record<
        MessageParamNames<Template>,
        MessageParam | readonly string[]
      >,
    ];

/**
 * A message of the catalogue, worded in English.
 *
 * @public
 */
export function message<Code extends MessageCode>(
  code: Code,
  ...[given]: MessageParams<MessageCatalogue[Code]>
): Message {
  const params = given as Record<string, MessageParam> | undefined;
  return {
    code,
    ...(params && { params }),
    text: fillTemplate(catalogue[code], params, englishParam),
  };
}

/**
 * Puts parameters into a template.
 *
 * @param write - writes one parameter in the language of the template
 * @public
 */
export function fillTemplate(
  template: string,
  params: Record<string, MessageParam> = {},
  write: (param: MessageParam) => string = englishParam,
): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? write(params[name]) : whole,
  );
}

/** Is it a whole ISO 8601 timestamp in UTC, to be written as the language writes moments? @public */
export function isMoment(param: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(param);
}

function englishParam(param: MessageParam): string {
  if (typeof param === 'string') {
    return isMoment(param)
      ? `${param.slice(0, 16).replace('T', ' ')} UTC`
      : param;
  }
  if (typeof param === 'number') {
    return param.toLocaleString('en-US');
  }
  return 'text' in param ? param.text : param.join(', ');
}
