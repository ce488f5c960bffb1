/** What goes wrong on the way to a registry. */
export const transportMessages = {
  TOOK_LONGER: '{{what}} took longer than {{seconds}} seconds.',
} as const;
