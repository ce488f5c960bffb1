export { rulesOfParameter, togetherWith } from './rulesOfParameter';
export { TemplateReader } from './TemplateReader';
