export { ExternalSecretTarget } from './ExternalSecretTarget';
export { SealedSecretTarget } from './SealedSecretTarget';
