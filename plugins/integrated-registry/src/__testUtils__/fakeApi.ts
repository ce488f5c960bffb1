import {
  IntegratedRegistryApi,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import {
  anIntegration,
  aWorkspace,
  diagnoses,
  providers,
} from './integrations';

/** A page that is the whole list. */
export function aPage<T>(items: T[]) {
  return {
    items,
    totalItems: items.length,
    complete: true,
    asOf: '2026-05-01T08:00:00.000Z',
  };
}

/** A backend with these workspaces, which searches and pages as the real one does. */
export function listingWorkspaces(
  ...workspaces: Workspace[]
): IntegratedRegistryApi['listWorkspaces'] {
  return async ({ q = '', entityRefs, cursor = '0', limit = 50 } = {}) => {
    const found = workspaces.filter(
      ({ title, entityRef }) =>
        title.includes(q) && (entityRefs?.includes(entityRef) ?? true),
    );
    const next = Number(cursor) + limit;
    return {
      ...aPage(found.slice(Number(cursor), next)),
      totalItems: found.length,
      ...(next < found.length && { nextCursor: String(next) }),
    };
  };
}

function notExpected(): never {
  throw new Error('This call was not expected');
}

type Api = IntegratedRegistryApi;

/** Each method is a mock, whose calls can be looked at. */
export type FakeApi = Pick<Api, 'call'> & {
  [Method in Exclude<keyof Api, 'call'>]: jest.Mock<
    ReturnType<Api[Method]>,
    Parameters<Api[Method]>
  >;
};

/** The backend, with one workspace that has one integration. */
export function aFakeApi(changes: Partial<Api> = {}): FakeApi {
  const methods: Api = {
    call: notExpected,
    listWorkspaces: listingWorkspaces(aWorkspace()),
    listProviders: async () => ({ items: providers }),
    listIntegrations: async () => aPage([anIntegration()]),
    createIntegration: async () => anIntegration(),
    getIntegration: async () => anIntegration(),
    updateIntegration: async () => anIntegration(),
    deleteIntegration: async () => undefined,
    testConnection: async () => diagnoses.passed,
    refreshIntegration: async () => anIntegration(),
    cancelCrawl: async () => anIntegration(),
    forgetKeptRepositories: async () => anIntegration(),
    searchRepositories: notExpected,
    listRepositorySources: notExpected,
    listTags: notExpected,
    getArtifact: notExpected,
    getVulnerabilities: notExpected,
    startScan: notExpected,
    resolveImage: notExpected,
    parseImage: notExpected,
    listImageUses: async () => aPage([]),
    recordImageUse: notExpected,
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      jest.isMockFunction(method) ? method : jest.fn(method),
    ]),
  ) as unknown as FakeApi;
}
