/**
 * Teaches the Integrated Registry to speak to Gitea and Forgejo.
 *
 * @packageDocumentation
 */
export { giteaRegistryModule as default } from './module';
