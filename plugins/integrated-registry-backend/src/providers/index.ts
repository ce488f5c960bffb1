export { DockerProvider } from './docker';
export { HarborProvider } from './harbor';
export { JfrogProvider } from './jfrog';
export { ProviderRegistry } from './ProviderRegistry';
