import {
  ConnectionTestRequest,
  CreateIntegrationRequest,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import {
  Admission,
  AdmittedCaller,
  AdmittedToIntegration,
  entered,
  integration,
  route,
  Routes,
  visibleIntegrations,
} from '../access';
import { firstFailure, StoredIntegration } from '../model';
import { ProviderRegistry } from '../providers';
import { changeConditions } from './changeConditions';
import {
  ConnectionTests,
  SavedChange,
  UnsavedSettings,
} from './ConnectionTests';
import { IntegrationPresenter } from './IntegrationPresenter';
import { IntegrationService } from './IntegrationService';
import { touchesConnection, touchesCredential } from './integrationSettings';

export interface IntegrationRoutesOptions {
  service: IntegrationService;
  tests: ConnectionTests;
  presenter: IntegrationPresenter;
  providers: ProviderRegistry;
}

/** Whatever makes the portal log in to a registry counts as a connection test. */
const LOGIN = 'connectionTests';

/** Whoever may integrate such a registry for the workspace. */
const integrationToCome: Admission<
  { body: CreateIntegrationRequest },
  AdmittedCaller
> = ({ body }, call, { workspaces }) => {
  const { workspace, type } = body;
  const credential = touchesCredential(body);
  return workspaces.admitToCreate({ workspace, type, credential }, call);
};

/** What is saved is tested by whoever may change it, all else by whoever may integrate it. */
const connectionToTest: Admission<
  { body: ConnectionTestRequest },
  AdmittedCaller &
    (
      | { saved: StoredIntegration; change: SavedChange }
      | { settings: UnsavedSettings }
    )
> = async ({ body }, call, { integrations, workspaces }) => {
  if ('integrationId' in body) {
    const { integrationId, ...change } = body;
    const { integration: saved, ...admitted } = await integrations.admit(
      'update',
      integrationId,
      call,
    );
    return { ...admitted, saved, change };
  }
  const { workspace, type } = body;
  // What is only tested is not put into an integration.
  const toCome = { workspace, type, credential: false };
  return {
    ...(await workspaces.admitToCreate(toCome, call)),
    settings: body,
  };
};

export function integrationRoutes({
  service,
  tests,
  presenter,
  providers,
}: IntegrationRoutesOptions): Pick<
  Routes,
  | 'listProviders'
  | 'listIntegrations'
  | 'createIntegration'
  | 'getIntegration'
  | 'updateIntegration'
  | 'deleteIntegration'
  | 'testConnection'
  | 'refreshIntegration'
  | 'cancelCrawl'
  | 'forgetKeptRepositories'
> {
  return {
    listProviders: route({
      admit: entered,
      audit: 'refusals',
      run: async () => providers.list(),
    }),
    listIntegrations: route({
      admit: visibleIntegrations,
      audit: 'refusals',
      async run(admitted, { query }, call) {
        const page = await service.list(admitted, query);
        const items = await presenter.presentAll(page.items, admitted, call);
        return { ...page, items };
      },
    }),
    createIntegration: route({
      admit: integrationToCome,
      audit: {
        event: 'integration-create',
        meta: ({
          body: { workspace, type, name, url },
          query: { verify },
        }) => ({
          workspace,
          type,
          name,
          url,
          verify,
        }),
        answered: ({ id }) => ({ integrationId: id }),
      },
      // Without a test before, a health check logs in a moment later.
      limit: LOGIN,
      run: async (admitted, { body, query }, call) =>
        presenter.present(
          await service.create(body, { ...call, ...query }),
          admitted,
          call,
        ),
    }),
    getIntegration: route({
      admit: integration('read'),
      audit: 'refusals',
      run: (admitted, _input, call) =>
        presenter.present(admitted.integration, admitted, call),
    }),
    updateIntegration: route({
      admit: integration('update'),
      also: changeConditions,
      audit: {
        event: ({ body }) => eventOf(body),
        // Which fields, and never what is in them.
        meta: ({ id, body }) => ({
          integrationId: id,
          fields: Object.keys(body),
          ...(body.sharing && { sharing: body.sharing }),
          ...(body.workspace && { to: body.workspace }),
        }),
        admitted: itsWorkspace,
      },
      limit: ({ body }) => (touchesConnection(body) ? LOGIN : undefined),
      run: async (admitted, { etag, body, query }, call) =>
        presenter.present(
          await service.update(admitted, etag, body, { ...call, ...query }),
          admitted,
          call,
        ),
    }),
    deleteIntegration: route({
      admit: integration('delete'),
      audit: {
        event: 'integration-delete',
        meta: itsId,
        admitted: ({ integration: { workspace, type, name } }) => ({
          workspace,
          type,
          name,
        }),
      },
      run: (admitted, { etag }) => service.remove(admitted, etag),
    }),
    testConnection: route({
      admit: connectionToTest,
      audit: {
        event: 'connection-test',
        meta: ({ body }) =>
          'integrationId' in body
            ? { integrationId: body.integrationId }
            : { workspace: body.workspace, url: body.url },
        admitted: admitted =>
          'saved' in admitted ? { workspace: admitted.saved.workspace } : {},
        answered(diagnosis) {
          const failure = firstFailure(diagnosis);
          return {
            ok: diagnosis.ok,
            ...(failure && { failed: failure.code }),
          };
        },
      },
      limit: LOGIN,
      run: (admitted, _input, call) =>
        'saved' in admitted
          ? tests.testSaved(admitted.saved, admitted.change, call)
          : tests.testUnsaved(admitted.settings, call),
    }),
    refreshIntegration: route({
      admit: integration('update'),
      audit: {
        event: 'integration-refresh',
        meta: itsId,
        admitted: itsWorkspace,
      },
      limit: LOGIN,
      run: async (admitted, _input, call) =>
        presenter.present(await service.refresh(admitted), admitted, call),
    }),
    cancelCrawl: route({
      admit: integration('update'),
      audit: { event: 'crawl-cancel', meta: itsId, admitted: itsWorkspace },
      run: async (admitted, _input, call) =>
        presenter.present(await service.cancelCrawl(admitted), admitted, call),
    }),
    forgetKeptRepositories: route({
      admit: integration('update'),
      audit: {
        event: 'kept-repositories-forget',
        meta: itsId,
        admitted: itsWorkspace,
      },
      run: async (admitted, _input, call) =>
        presenter.present(await service.forgetKept(admitted), admitted, call),
    }),
  };
}

function itsId({ id }: { id: string }) {
  return { integrationId: id };
}

function itsWorkspace({ integration: { workspace } }: AdmittedToIntegration) {
  return { workspace };
}

function eventOf({ sharing, workspace }: UpdateIntegrationRequest): string {
  if (workspace !== undefined) {
    return 'integration-move';
  }
  return sharing ? 'integration-share' : 'integration-update';
}
