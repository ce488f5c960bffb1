import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import {
  aBinding,
  aBindingList,
  aNamespaceApi,
  aPage,
  aPullCredential,
  aWorkspace,
  listingWorkspaces,
} from '../__testUtils__';
import { renderPage } from '../integrations/__testUtils__';

const PATH = '/namespaces?workspace=group:default/payments';

describe('the tab Namespaces', () => {
  it('has an address of its own, and keeps the workspace', async () => {
    const api = aNamespaceApi(
      {},
      {
        listWorkspaces: listingWorkspaces(
          aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
          aWorkspace(),
        ),
      },
    );
    renderPage(api, '/?workspace=group:default/payments');
    await screen.findByRole('row', { name: /Team registry/ });
    const integrations = screen.getByRole('link', { name: 'Integrations' });
    const namespaces = screen.getByRole('link', { name: 'Namespaces' });
    expect(integrations).toHaveAttribute('aria-current', 'page');
    expect(namespaces).toHaveAttribute('href', PATH);
    const asked = api.listWorkspaces.mock.calls.length;

    await userEvent.click(namespaces);
    expect(
      await screen.findByRole('row', { name: /payments-dev/ }),
    ).toBeInTheDocument();
    expect(namespaces).toHaveAttribute('aria-current', 'page');
    expect(screen.getByRole('heading', { name: 'Payments' })).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Integrate registry' }),
    ).not.toBeInTheDocument();
    expect(api.listWorkspaces).toHaveBeenCalledTimes(asked);

    await userEvent.click(screen.getByRole('link', { name: 'Integrations' }));
    expect(
      await screen.findByRole('button', { name: 'Integrate registry' }),
    ).toBeInTheDocument();
  });

  it('says how each pull secret stands, since when, why and what to do', async () => {
    const since = new Date(Date.now() - 3 * 60_000).toISOString();
    const problem = { message: 'The cluster denies it', remedy: 'Apply it' };
    const states = [
      ['inPlace', 'In place'],
      ['writing', 'Writing'],
      ['empty', 'No credential'],
      ['manifest', 'Manifest'],
      ['drifted', 'Drifted'],
      ['refused', 'Refused'],
      ['unreachable', 'Unreachable'],
    ] as const;
    renderPage(
      aNamespaceApi({
        listNamespaceBindings: () =>
          aBindingList([
            ...states.map(([state]) =>
              aBinding({
                id: state,
                namespace: `in-${state.toLocaleLowerCase('en-US')}`,
                state,
                since,
                ...(state === 'refused' && { problem }),
              }),
            ),
            aBinding({ id: 'going', namespace: 'going', removing: true }),
          ]),
      }),
      PATH,
    );
    for (const [state, word] of states) {
      const row = await screen.findByRole('row', {
        name: new RegExp(`in-${state}`, 'i'),
      });
      expect(within(row).getByRole('button', { name: word })).toBeVisible();
      expect(within(row).getByText('3 minutes ago')).toHaveAttribute(
        'title',
        expect.stringMatching(/\d:\d\d/),
      );
    }
    expect(screen.getByRole('row', { name: /in-refused/ })).toHaveTextContent(
      /The cluster denies itApply it/,
    );
    expect(screen.getByRole('row', { name: /going/ })).toHaveTextContent(
      'Removing',
    );
  });

  it('names the integrations that a pull secret covers', async () => {
    renderPage(aNamespaceApi(), PATH);
    const covered = await screen.findByRole('button', {
      name: '1 integration',
    });
    covered.focus();
    await userEvent.hover(covered);
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'Team registry',
    );
  });

  it('looks again while a pull secret is written or removed, and not otherwise', async () => {
    const lists = [
      aBindingList([aBinding({ state: 'writing' })]),
      aBindingList([aBinding({ removing: true })]),
      aBindingList([aBinding({ integrations: [] })]),
    ];
    let asked = 0;
    const api = aNamespaceApi({
      listNamespaceBindings: () => lists[Math.min(asked++, 2)],
    });
    renderPage(api, PATH);
    for (const word of ['Writing', 'Removing', 'In place']) {
      expect(
        await screen.findByRole('button', { name: word }),
      ).toBeInTheDocument();
    }
    expect(asked).toBe(3);
  });

  it('shows the namespaces of all workspaces on demand', async () => {
    const api = aNamespaceApi(
      {
        listNamespaceBindings: ({ query }) =>
          aBindingList([
            aBinding(),
            ...(query.workspace
              ? []
              : [
                  aBinding({
                    id: 'b-2',
                    namespace: 'web',
                    workspace: 'group:default/web',
                  }),
                ]),
          ]),
      },
      {
        listWorkspaces: listingWorkspaces(
          aWorkspace(),
          aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
        ),
      },
    );
    renderPage(api, PATH);
    await screen.findByRole('row', { name: /payments-dev/ });
    expect(
      screen.queryByRole('columnheader', { name: 'Workspace' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: 'Show all of my workspaces' }),
    );
    const row = await screen.findByRole('row', { name: /^web/ });
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/web',
    );
    expect(
      screen.getByRole('columnheader', { name: 'Workspace' }),
    ).toBeInTheDocument();
  });

  it('says how to add a cluster where there is none', async () => {
    renderPage(
      aNamespaceApi({
        listNamespaceBindings: () =>
          aBindingList([], { hasClusters: false, clusters: [] }),
      }),
      PATH,
    );
    expect(
      await screen.findByRole('group', { name: 'Example of a configuration' }),
    ).toHaveTextContent(/integratedRegistry: clusters: - name: production/);
    expect(screen.getByText(/docs\/deploy\.md/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Bind namespace' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [true, /^Bind a namespace of a cluster to Payments/, 1],
    [false, /^Ask a platform admin of this portal to bind/, 0],
  ])(
    'explains an empty list, may the caller bind: %s',
    async (canBind, text, buttons) => {
      renderPage(
        aNamespaceApi({
          listNamespaceBindings: () => aBindingList([], { canBind }),
        }),
        PATH,
      );
      expect(await screen.findByText(text)).toBeInTheDocument();
      expect(
        screen.queryAllByRole('button', { name: 'Bind namespace' }),
      ).toHaveLength(buttons);
    },
  );

  it('says why a list is not there, and asks again', async () => {
    let isBroken = true;
    renderPage(
      aNamespaceApi({
        listNamespaceBindings: () => {
          if (isBroken) {
            throw new IntegratedRegistryError({
              name: 'ServiceUnavailableError',
              message: 'The database is away',
              httpStatus: 503,
            });
          }
          return aBindingList();
        },
        listPullCredentials: () => aPage([aPullCredential()]),
      }),
      PATH,
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The namespaces could not be loadedThe database is away',
    );
    isBroken = false;
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('row', { name: /payments-dev/ }),
    ).toBeInTheDocument();
  });
});
