export { CredentialNotice } from './CredentialNotice';
