import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IntegratedRegistryError,
  message,
} from 'backstage-plugin-integrated-registry-common';
import {
  aBinding,
  aBindingList,
  aNamespaceApi,
  Answers,
  aWorkspace,
  listingWorkspaces,
} from '../../__testUtils__';
import { renderPage } from '../../integrations/__testUtils__';

function open(answers: Answers = {}) {
  const api = aNamespaceApi(answers, {
    listWorkspaces: listingWorkspaces(
      aWorkspace({ role: 'platform-admin' }),
      aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
    ),
  });
  renderPage(api, '/namespaces?workspace=group:default/payments');
  return api;
}

const NAME = 'payments-dev on production';

async function act(action: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `Actions for ${NAME}` }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
}

const press = async (dialog: HTMLElement, name: string) =>
  userEvent.click(within(dialog).getByRole('button', { name }));

describe('a bound namespace', () => {
  it('is compared on demand', async () => {
    const api = open({ syncNamespaceBinding: () => aBinding() });
    await act('Sync now');
    expect(
      await screen.findByText(`The pull secret of ${NAME} is being compared.`),
    ).toBeInTheDocument();
    expect(api.sent('syncNamespaceBinding')).toEqual([{ id: 'b-1' }]);
    await waitFor(() =>
      expect(api.sent('listNamespaceBindings')).toHaveLength(2),
    );
  });

  it('is taken over where it has drifted, with a word on what is lost', async () => {
    const api = open({
      listNamespaceBindings: () =>
        aBindingList([
          aBinding({
            state: 'drifted',
            problem: { message: 'argocd has changed it', remedy: 'Take it' },
          }),
        ]),
      takeOverNamespaceBinding: () => aBinding(),
    });
    await act('Take over');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/argocd has changed it/);
    expect(dialog).toHaveTextContent(
      /The Secret integrated-registry on the cluster production is written again.*are overwritten/,
    );
    await press(dialog, 'Take over pull secret');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.sent('takeOverNamespaceBinding')).toEqual([{ id: 'b-1' }]);
  });

  it('is removed, with a word on what happens', async () => {
    const api = open({
      listNamespaceBindings: () =>
        aBindingList([aBinding({ serviceAccounts: ['default'] })]),
      deleteNamespaceBinding: () => aBinding({ removing: true }),
    });
    await act('Remove');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      /deleted as soon as the cluster production answers/,
    );
    expect(dialog).toHaveTextContent(/from these ServiceAccounts: default/);
    expect(dialog).toHaveTextContent(
      /Pods that run keep running\. New pulls of private images fail/,
    );
    await press(dialog, 'Remove binding');
    expect(
      await screen.findByText(/payments-dev on production is being removed/),
    ).toBeInTheDocument();
    expect(api.sent('deleteNamespaceBinding')).toEqual([{ id: 'b-1' }]);
  });

  it('offers what the caller may do, and nothing else', async () => {
    open({
      listNamespaceBindings: () =>
        aBindingList([
          aBinding({ canSync: false, canRemove: false, state: 'drifted' }),
          aBinding({ id: 'b-2', namespace: 'other', canRemove: false }),
        ]),
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Actions for other on production',
      }),
    );
    expect(
      (await screen.findAllByRole('menuitem')).map(item => item.textContent),
    ).toEqual(['Sync now']);
    expect(
      screen.queryByRole('button', {
        name: `Actions for ${NAME}`,
        hidden: true,
      }),
    ).not.toBeInTheDocument();
  });

  it('has details to copy: use, label and Role', async () => {
    open({
      listNamespaceBindings: () =>
        aBindingList([
          aBinding({
            role: 'kind: Role\nmetadata:\n  name: x',
            serviceAccounts: ['default', 'builder'],
          }),
        ]),
    });
    const copied: string[] = [];
    // The browser's own copying, as far as jsdom has it.
    document.execCommand = () => {
      copied.push(String(document.getSelection()));
      return true;
    };
    await userEvent.click(
      await screen.findByRole('button', { name: `Details of ${NAME}` }),
    );
    const dialog = await screen.findByRole('dialog', { name: NAME });
    expect(dialog).toHaveTextContent(
      'The Secret is called integrated-registry',
    );
    expect(dialog).toHaveTextContent('Team registry');
    expect(dialog).toHaveTextContent(/without that: default, builder/);
    for (const [what, text] of [
      [
        'Part of a Pod specification',
        'imagePullSecrets:\n  - name: integrated-registry',
      ],
      [
        'Command that sets the label',
        'kubectl label namespace payments-dev integrated-registry.io/workspace=default.payments',
      ],
      ['Role and RoleBinding', 'kind: Role\nmetadata:\n  name: x'],
    ]) {
      await userEvent.click(
        within(dialog).getByRole('button', { name: `Copy: ${what}` }),
      );
      expect(copied.at(-1)).toBe(text);
    }
  });

  it('has no Role in the details of members', async () => {
    open();
    await userEvent.click(
      await screen.findByRole('button', { name: `Details of ${NAME}` }),
    );
    const dialog = await screen.findByRole('dialog', { name: NAME });
    expect(within(dialog).queryByText('Role of the portal')).toBeNull();
  });
});

describe('binding a namespace', () => {
  async function openForm() {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Bind namespace' }),
    );
    return screen.findByRole('dialog', { name: 'Bind namespace' });
  }

  async function choose(dialog: HTMLElement, cluster: string) {
    await userEvent.click(
      within(dialog).getByRole('button', { name: /Cluster/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: cluster }));
  }

  it('sends workspace, cluster, namespace and ServiceAccounts', async () => {
    const api = open({
      createNamespaceBinding: ({ body }) =>
        aBinding({ namespace: body.namespace, cluster: body.cluster }),
    });
    const dialog = await openForm();
    await press(dialog, 'Bind namespace');
    const namespace = within(dialog).getByRole('textbox', {
      name: /^Namespace/,
    });
    expect(namespace).toHaveAccessibleDescription(/Enter the namespace/);
    expect(
      within(dialog).getByText('Choose a cluster', {
        selector: '.bui-FieldError',
      }),
    ).toBeVisible();
    expect(api.sent('createNamespaceBinding')).toEqual([]);

    await choose(dialog, 'staging');
    await userEvent.type(namespace, 'web-dev');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'ServiceAccounts to link' }),
      'default{Enter}builder',
    );
    await press(dialog, 'Change workspace');
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^Web/ }),
    );
    await press(dialog, 'Bind namespace');
    expect(
      await screen.findByText(/^web-dev on staging is bound/),
    ).toBeInTheDocument();
    expect(api.sent('createNamespaceBinding')).toEqual([
      {
        body: {
          workspace: 'group:default/web',
          cluster: 'staging',
          namespace: 'web-dev',
          serviceAccounts: ['default', 'builder'],
        },
      },
    ]);
  });

  it.each([
    [
      'a conflict',
      new IntegratedRegistryError({
        name: 'ConflictError',
        message: message('NAMESPACE_BOUND', {
          namespace: 'web-dev',
          cluster: 'staging',
          owner: 'group:default/web',
          workspace: 'group:default/payments',
        }),
        httpStatus: 409,
      }),
      /^Namespace/,
      /belongs to the workspace group:default\/web/,
    ],
    [
      'an issue',
      new IntegratedRegistryError({
        name: 'InputError',
        message: 'Wrong',
        httpStatus: 400,
        issues: [{ path: 'serviceAccounts.0', message: 'No such account' }],
      }),
      /^ServiceAccounts/,
      /No such account/,
    ],
  ])('puts %s at its field, and keeps what was typed', async (...row) => {
    const [, error, field, text] = row;
    open({
      createNamespaceBinding: () => {
        throw error;
      },
    });
    const dialog = await openForm();
    await choose(dialog, 'staging');
    const namespace = within(dialog).getByRole('textbox', {
      name: /^Namespace/,
    });
    await userEvent.type(namespace, 'web-dev{Enter}');
    const wrong = within(dialog).getByRole('textbox', { name: field });
    await waitFor(() => expect(wrong).toHaveAccessibleDescription(text));
    expect(wrong).toHaveFocus();
    expect(namespace).toHaveValue('web-dev');
  });

  it('says at the cluster that there is no such one', async () => {
    open({
      createNamespaceBinding: () => {
        throw new IntegratedRegistryError({
          name: 'InputError',
          message: message('CLUSTER_UNKNOWN', {
            cluster: 'staging',
            clusters: ['production'],
          }),
          httpStatus: 400,
        });
      },
    });
    const dialog = await openForm();
    await choose(dialog, 'staging');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Namespace/ }),
      'web-dev{Enter}',
    );
    expect(
      await within(dialog).findByText(/There is no cluster staging/, {
        selector: '.bui-FieldError',
      }),
    ).toBeVisible();
  });
});
