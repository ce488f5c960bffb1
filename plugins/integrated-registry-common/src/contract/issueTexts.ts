import type { z } from 'zod';
import {
  message,
  Message,
  MessageCatalogue,
  MessageCode,
  MessageParams,
} from '../messages';

/** Schemas take texts only. Filled while they are made, so it has an end. */
const messages = new Map<string, Message>();

/** The text of an issue in a schema, which is found again as a message. */
export function issueText<Code extends MessageCode>(
  code: Code,
  ...params: MessageParams<MessageCatalogue[Code]>
): string {
  const found = message(code, ...params);
  messages.set(found.text, found);
  return found.text;
}

/** An issue whose message depends on what was sent. */
export function addMessage(
  ctx: Pick<z.core.$RefinementCtx, 'addIssue'>,
  found: Message | undefined,
): void {
  if (found) {
    ctx.addIssue({
      code: 'custom',
      message: found.text,
      params: { message: found },
    });
  }
}

/** The message of an issue; a plain text where it is none of ours. */
export function messageOfIssue(issue: z.core.$ZodIssue): Message | string {
  if (issue.code === 'custom' && issue.params?.message) {
    return issue.params.message as Message;
  }
  return messages.get(issue.message) ?? issue.message;
}

const ofKeys = new WeakMap<readonly string[], readonly Message[]>();

/**
 * What a schema says of names that it does not know, one message for each.
 *
 * @param keys - of the issue, by which the messages are found again
 */
export function noteKeyMessages(
  keys: readonly string[],
  found: readonly Message[],
): string {
  ofKeys.set(keys, found);
  return found.map(({ text }) => text).join('\n');
}

/** The messages noted for these keys; none where the schema says nothing of its own. */
export function messagesOfKeys(keys: readonly string[]): readonly Message[] {
  return ofKeys.get(keys) ?? [];
}
