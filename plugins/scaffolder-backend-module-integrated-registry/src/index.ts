/**
 * Scaffolder actions of the Integrated Registry.
 *
 * @packageDocumentation
 */
export { integratedRegistryScaffolderModule as default } from './module';
export {
  checkTemplates,
  type TemplateCheck,
  type TemplateProblem,
} from './templates';
