export { dockerProvider } from './docker';
export { harborProvider } from './harbor';
export { jfrogProvider } from './jfrog';
export { ProviderRegistry } from './ProviderRegistry';
