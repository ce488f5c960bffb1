/** Simplified Chinese texts of the image picker. */
export const pickerMessagesZh = {
  'picker.chooseImage': '选择镜像',
} as const;
