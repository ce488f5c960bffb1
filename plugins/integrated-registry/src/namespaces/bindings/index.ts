export { BindingDialogs, type OpenBindingDialog } from './BindingDialogs';
export { BindingTable } from './BindingTable';
export { NoBindings } from './NoBindings';
export { NoClusters } from './NoClusters';
export { useBindings } from './useBindings';
export { useDownload } from './useDownload';
export { useSync } from './useSync';
