import { pickerMessages } from './picker';

/** English texts. */
export const messages = {
  page: {
    title: 'Integrated Registry',
  },
  picker: pickerMessages,
} as const;
