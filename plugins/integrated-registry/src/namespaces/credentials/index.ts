export { PullCredentials } from './PullCredentials';
export { usePullCredentials } from './usePullCredentials';
