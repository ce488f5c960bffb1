import {
  ApiCallAnswer,
  ApiCallName,
  ApiCallRequest,
  IntegratedRegistryApi,
  NamespaceBinding,
  NamespaceBindingList,
  PullCredential,
} from 'backstage-plugin-integrated-registry-common';
import { aFakeApi, aPage, FakeApi } from './fakeApi';

export function aBinding(
  changes: Partial<NamespaceBinding> = {},
): NamespaceBinding {
  return {
    id: 'b-1',
    workspace: 'group:default/payments',
    cluster: 'production',
    namespace: 'payments-dev',
    serviceAccounts: [],
    managedBy: 'user',
    secretName: 'integrated-registry',
    label: 'integrated-registry.io/workspace=default.payments',
    state: 'inPlace',
    since: '2026-05-01T08:00:00.000Z',
    integrations: ['i-1'],
    removing: false,
    canSync: true,
    canRemove: true,
    createdAt: '2026-04-01T08:00:00.000Z',
    createdBy: 'user:default/priya',
    ...changes,
  };
}

export function aBindingList(
  items: NamespaceBinding[] = [aBinding()],
  changes: Partial<NamespaceBindingList> = {},
): NamespaceBindingList {
  return {
    ...aPage(items),
    hasClusters: true,
    clusters: ['production', 'staging'],
    manifestClusters: [],
    canBind: true,
    ...changes,
  };
}

export function aPullCredential(
  changes: Partial<PullCredential> = {},
): PullCredential {
  return {
    integration: 'i-1',
    name: 'Team registry',
    type: 'docker',
    imageHost: 'registry.example.com',
    shared: false,
    source: 'none',
    needed: true,
    canDecide: true,
    ...changes,
  };
}

/** What calls of the contract are answered with. */
export type Answers = {
  [Name in ApiCallName]?: (
    request: ApiCallRequest<Name>,
  ) => ApiCallAnswer<Name> | Promise<ApiCallAnswer<Name>>;
};

export interface NamespaceApi extends FakeApi {
  /** What a call was sent with, each time. */
  sent<Name extends ApiCallName>(name: Name): ApiCallRequest<Name>[];
}

/** The backend, with one namespace bound to the workspace and one integration to decide about. */
export function aNamespaceApi(
  answers: Answers = {},
  changes: Parameters<typeof aFakeApi>[0] = {},
): NamespaceApi {
  const sent: { name: ApiCallName; request: unknown }[] = [];
  const all: Answers = {
    listNamespaceBindings: () => aBindingList(),
    listPullCredentials: () => aPage([aPullCredential()]),
    ...answers,
  };
  const call: IntegratedRegistryApi['call'] = async (name, request) => {
    sent.push({ name, request });
    const answer = all[name];
    if (!answer) {
      throw new Error(`The call ${name} was not expected`);
    }
    return answer(request);
  };
  return {
    ...aFakeApi({ ...changes, call }),
    call,
    sent: <Name extends ApiCallName>(name: Name) =>
      sent
        .filter(entry => entry.name === name)
        .map(({ request }) => request as ApiCallRequest<Name>),
  };
}
