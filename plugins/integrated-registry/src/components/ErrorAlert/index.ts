export { asRegistryError, describeError } from './describeError';
export { ErrorAlert, type ErrorAlertProps } from './ErrorAlert';
