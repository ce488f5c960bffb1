import { z } from 'zod';
import type { Message, MessageParam } from './Message';

/** Messages within messages; more is nobody's. */
const MAX_NESTING = 8;

/** What words one text in another language. */
export const messageReferenceSchema = z.object({
  /** Of the catalogue; one that the reader does not know is no error. */
  code: z.string(),
  /** Texts, numbers, lists of texts, and messages: `{ code, params, text }`. */
  params: z
    .record(
      z.string(),
      z.custom<MessageParam>(param => isMessageParam(param, MAX_NESTING)),
    )
    .optional(),
});

function isMessageParam(param: unknown, nesting: number): boolean {
  if (typeof param === 'string' || typeof param === 'number') {
    return true;
  }
  if (typeof param !== 'object' || param === null || nesting === 0) {
    return false;
  }
  if (Array.isArray(param)) {
    return param.every(item => typeof item === 'string');
  }
  const { code, text, params = {} } = param as Partial<Message>;
  return (
    typeof code === 'string' &&
    typeof text === 'string' &&
    typeof params === 'object' &&
    params !== null &&
    Object.values(params).every(inner => isMessageParam(inner, nesting - 1))
  );
}

/**
 * What words the texts beside it in another language: `message` the field `message`, `remedy` the field
 * `remedy`. Absent where the texts come from a provider that words nothing.
 *
 * @public
 */
export const wordingSchema = z.object({
  message: messageReferenceSchema.optional(),
  remedy: messageReferenceSchema.optional(),
});

/** @public */
export type Wording = z.infer<typeof wordingSchema>;

/** A text with its code and parameters, or one that only its English is known of. @public */
export type Text = string | Message;

/** Texts as they travel. @public */
export interface WordedTexts {
  message: string;
  remedy?: string;
  wording?: Wording;
}

type Worded<T> = Omit<T, 'message' | 'remedy' | 'wording'> & {
  message: string;
  wording?: Wording;
} & (T extends { remedy: Text } ? { remedy: string } : unknown);

/**
 * An object as it travels: its texts in English, with what words them in another language beside them.
 * A `wording` that is there already stays for those texts that are plain.
 *
 * @public
 */
export function worded<
  const T extends { message: Text; remedy?: Text; wording?: Wording },
>(object: T): Worded<T> {
  const { message, remedy, wording, ...rest } = object;
  const all = {
    ...referenceOf('message', message, wording),
    ...(remedy !== undefined && referenceOf('remedy', remedy, wording)),
  };
  const texts: WordedTexts = {
    message: englishOf(message),
    ...(remedy !== undefined && { remedy: englishOf(remedy) }),
    ...(Object.keys(all).length > 0 && { wording: all }),
  };
  return { ...rest, ...texts } as Worded<T>;
}

export function englishOf(text: Text): string {
  return typeof text === 'string' ? text : text.text;
}

/** The message of something that has travelled, to be put into another one. @public */
export function messageIn({ message, wording }: WordedTexts): Text {
  return wording?.message ? { ...wording.message, text: message } : message;
}

/** The remedy of something that has travelled. @public */
export function remedyIn({
  remedy,
  wording,
}: {
  remedy: string;
  wording?: Wording;
}): Text {
  return wording?.remedy ? { ...wording.remedy, text: remedy } : remedy;
}

function referenceOf(
  field: keyof Wording,
  text: Text,
  wording: Wording | undefined,
): Wording {
  if (typeof text !== 'string') {
    const { text: _, ...reference } = text;
    return { [field]: reference };
  }
  return wording?.[field] ? { [field]: wording[field] } : {};
}
