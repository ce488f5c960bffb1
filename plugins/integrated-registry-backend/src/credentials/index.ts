export * from './CredentialCipher';
export * from './openKeyRing';
export * from './reencryptCredentials';
