import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aBinding, aBindingList } from '../../__testUtils__';
import { openNamespaces, press } from '../__testUtils__';

const NAME = 'payments-dev on production';

async function act(action: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `Actions for ${NAME}` }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
}

describe('a bound namespace', () => {
  it('is compared on demand', async () => {
    const api = openNamespaces({ syncNamespaceBinding: () => aBinding() });
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
    const api = openNamespaces({
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
    const api = openNamespaces({
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

  it('is forgotten where its cluster refuses the removal, with a word on what stays', async () => {
    const bindings = [
      aBinding({
        removing: true,
        state: 'refused',
        problem: { message: 'The Role is gone', remedy: 'Apply it' },
        serviceAccounts: ['default'],
      }),
    ];
    const api = openNamespaces({
      listNamespaceBindings: () => aBindingList([...bindings]),
      deleteNamespaceBinding: () => bindings.pop()!,
    });
    await act('Forget');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/The Role is gone/);
    expect(dialog).toHaveTextContent(
      'The portal stops trying to delete the Secret integrated-registry on the cluster production.',
    );
    expect(dialog).toHaveTextContent(
      'If the namespace still exists, delete the Secret integrated-registry there by hand.',
    );
    expect(dialog).toHaveTextContent(
      'Remove it from these ServiceAccounts as well: default.',
    );
    await press(dialog, 'Forget binding');
    expect(
      await screen.findByText('payments-dev on production is forgotten.'),
    ).toBeInTheDocument();
    expect(api.sent('deleteNamespaceBinding')).toEqual([{ id: 'b-1' }]);
    expect(
      await screen.findByText('No namespace is bound yet'),
    ).toBeInTheDocument();
  });

  it.each([
    ['one that stays', { state: 'refused' }, ['Sync now', 'Remove']],
    ['a removal that goes on', { removing: true }, ['Sync now']],
    [
      'a removal of somebody else',
      { removing: true, state: 'refused', canRemove: false },
      ['Sync now'],
    ],
    [
      'a cluster that is away',
      { removing: true, state: 'unreachable' },
      ['Sync now'],
    ],
  ] as const)('is not forgotten: %s', async (_, changes, actions) => {
    openNamespaces({
      listNamespaceBindings: () => aBindingList([aBinding(changes)]),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: `Actions for ${NAME}` }),
    );
    expect(
      (await screen.findAllByRole('menuitem')).map(item => item.textContent),
    ).toEqual(actions);
  });

  it('offers what the caller may do, and nothing else', async () => {
    openNamespaces({
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
    openNamespaces({
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
    openNamespaces();
    await userEvent.click(
      await screen.findByRole('button', { name: `Details of ${NAME}` }),
    );
    const dialog = await screen.findByRole('dialog', { name: NAME });
    expect(within(dialog).queryByText('Role of the portal')).toBeNull();
  });
});
