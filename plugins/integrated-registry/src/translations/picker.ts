/** English texts of the image picker. */
export const pickerMessages = {
  chooseImage: 'Choose Image',
} as const;
