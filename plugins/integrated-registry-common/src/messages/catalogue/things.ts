/** What was asked for: parameters of other messages. */
export const thingMessages = {
  TAGS_OF: 'the tags of {{repository}}',
} as const;
