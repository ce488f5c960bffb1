import { z } from 'zod';

/**
 * A list of an answer, read up to its first mistake: zod's own says what is wrong with every one of a
 * hundred thousand entries, and holds up everybody else meanwhile.
 *
 * @param most - a longer one is refused
 * @public
 */
export function boundedList<T extends z.ZodType>(
  schema: T,
  most: number,
): z.ZodType<z.output<T>[]> {
  return z.unknown().transform((list, context): z.output<T>[] => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (!Array.isArray(list)) {
      return refuse('Not a list');
    }
    if (list.length > most) {
      return refuse(`More than ${most} entries`);
    }
    const read: z.output<T>[] = [];
    for (const entry of list) {
      const parsed = schema.safeParse(entry);
      if (!parsed.success) {
        return refuse(`Entry ${read.length} cannot be read`);
      }
      read.push(parsed.data);
    }
    return read;
  });
}
