import { resources } from '../resources/resources';
import { openApiSchemas } from '../schemas/shapes';

/** The kubectl that is tested with the simulator is of this version. */
const VERSION = { major: '1', minor: '32', gitVersion: 'v1.32.3' };

/** What clients ask for before they ask for objects, by its path. */
export const discovery: Readonly<Record<string, () => object>> = {
  '/version': () => ({
    ...VERSION,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '2025-03-11T19:52:21Z',
    goVersion: 'go1.24.4',
    compiler: 'gc',
    platform: 'linux/amd64',
  }),
  '/api': () => ({
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [],
  }),
  '/apis': () => ({ kind: 'APIGroupList', apiVersion: 'v1', groups: [] }),
  '/api/v1': () => ({
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: Object.values(resources).map(
      ({ name, singular, kind, shortNames, namespaced, verbs }) => ({
        name,
        singularName: singular,
        namespaced,
        kind,
        verbs,
        shortNames,
      }),
    ),
  }),
  '/openapi/v3': () => ({
    paths: { 'api/v1': { serverRelativeURL: '/openapi/v3/api/v1' } },
  }),
  '/openapi/v3/api/v1': () => ({
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: VERSION.gitVersion },
    paths: Object.fromEntries(
      Object.values(resources).map(({ name, kind, namespaced }) => [
        `/api/v1/${namespaced ? 'namespaces/{namespace}/' : ''}${name}/{name}`,
        { patch: describePatch(kind) },
      ]),
    ),
    components: { schemas: openApiSchemas },
  }),
};

/** kubectl looks here whether the server checks fields, and leaves it to the server then. */
function describePatch(kind: string): object {
  return {
    parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(
      name => ({ name, in: 'query', schema: { type: 'string' } }),
    ),
    responses: {},
    'x-kubernetes-group-version-kind': { group: '', version: 'v1', kind },
  };
}
