import { pickerMessagesZh } from './picker.zh';

/** Simplified Chinese texts. */
export default {
  'page.title': '集成镜像仓库',
  ...pickerMessagesZh,
};
