export { PullSecretProblemText } from './PullSecretProblemText';
