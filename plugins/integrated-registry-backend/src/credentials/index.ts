export * from './CredentialCipher';
export * from './openKeyRing';
