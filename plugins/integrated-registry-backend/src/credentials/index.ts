export { CredentialError } from './CredentialCipher';
export type { CredentialBinding, CredentialCipher } from './CredentialCipher';
export { credentialStateOf } from './credentialStateOf';
export { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';
export { openKeyRing } from './openKeyRing';
export type { EncryptionKey } from './readEncryptionKeys';
export { learnBoundKeys, reencryptCredentials } from './reencryptCredentials';
export { credentialRoutes } from './routes';
