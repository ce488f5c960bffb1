export {
  checkTemplates,
  type TemplateCheck,
  type TemplateProblem,
} from './checkTemplates';
export { rulesOfParameter, togetherWith } from './rulesOfParameter';
export { TemplateReader } from './TemplateReader';
