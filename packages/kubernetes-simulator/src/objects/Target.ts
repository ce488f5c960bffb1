import { Resource } from '../resources/Resource';

/** Which object a request is about. */
export interface Target {
  resource: Resource;
  /** Undefined for namespaces. */
  namespace: string | undefined;
  name: string;
}
