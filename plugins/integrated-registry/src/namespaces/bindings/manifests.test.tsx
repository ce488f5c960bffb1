import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { aBinding, aBindingList } from '../../__testUtils__';
import { openNamespaces, press } from '../__testUtils__';

const NAME = 'payments-dev on production';
const manifest = 'kind: SealedSecret\n';

function openSealed(
  changes: Partial<NamespaceBinding> = {},
  answer: {
    manifest?: string;
    problem?: { message: string; remedy: string };
  } = {
    manifest,
  },
) {
  return openNamespaces({
    listNamespaceBindings: () =>
      aBindingList(
        [
          aBinding({
            state: 'manifest',
            manifestKind: 'SealedSecret',
            ...changes,
          }),
        ],
        { manifestClusters: ['production'] },
      ),
    ensurePullSecret: () => ({
      cluster: 'production',
      namespace: 'payments-dev',
      state: 'manifest',
      ready: answer.manifest !== undefined,
      imagePullSecrets: [],
      ...answer,
    }),
    deleteNamespaceBinding: () => aBinding({ removing: true }),
    createNamespaceBinding: () =>
      aBinding({ state: 'writing', manifestKind: 'SealedSecret' }),
  });
}

async function actions(): Promise<HTMLElement[]> {
  await userEvent.click(
    await screen.findByRole('button', { name: `Actions for ${NAME}` }),
  );
  return screen.findAllByRole('menuitem');
}

describe('a namespace on a cluster that takes manifests', () => {
  let saved: { name: string; text: Promise<string> }[];

  beforeEach(() => {
    saved = [];
    let blob: Blob | undefined;
    // jsdom has neither.
    Object.assign(URL, {
      createObjectURL: (made: Blob) => {
        blob = made;
        return 'blob:manifest';
      },
      revokeObjectURL: () => undefined,
    });
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({ name: this.download, text: blob!.text() });
      });
  });

  afterEach(() => jest.restoreAllMocks());

  it('has its manifest downloaded by whoever may sync', async () => {
    const api = openSealed();
    expect(
      await screen.findByText(/^No manifest has been handed out yet/),
    ).toBeVisible();
    const items = await actions();
    expect(items.map(item => item.textContent)).toEqual([
      'Download manifest',
      'Remove',
    ]);
    await userEvent.click(items[0]);
    expect(
      await screen.findByText(`The manifest of ${NAME} is downloaded.`, {
        exact: false,
      }),
    ).toBeInTheDocument();
    expect(api.sent('ensurePullSecret')).toEqual([
      {
        body: {
          workspace: 'group:default/payments',
          cluster: 'production',
          namespace: 'payments-dev',
        },
      },
    ]);
    expect(saved.map(({ name }) => name)).toEqual([
      'payments-dev-integrated-registry.sealedsecret.yaml',
    ]);
    expect(await saved[0].text).toBe(manifest);
  });

  it('says why there is none', async () => {
    openSealed(
      {},
      {
        problem: { message: 'The certificate has expired', remedy: 'Renew it' },
      },
    );
    const [download] = await actions();
    await userEvent.click(download);
    expect(
      await screen.findByText(/The certificate has expired/),
    ).toBeInTheDocument();
    expect(saved).toEqual([]);
  });

  it.each([
    ['members', { canSync: false, canRemove: true }],
    ['nobody where no credential goes out', { integrations: [] }],
  ])('offers no manifest: %s', async (_, changes) => {
    openSealed(changes);
    expect((await actions()).map(item => item.textContent)).toEqual(['Remove']);
  });

  it('does not claim that the cluster was asked, or that the label is needed', async () => {
    openSealed({
      appliedAt: '2026-05-01T08:00:00.000Z',
      checkedAt: '2026-05-01T08:00:00.000Z',
    });
    expect(
      await screen.findByText(
        'Handed out as a manifest. The portal does not see whether it was applied.',
      ),
    ).toBeVisible();
    const state = screen.getByRole('button', { name: 'Manifest' });
    state.focus();
    await userEvent.hover(state);
    const tooltip = await screen.findByRole('tooltip');
    expect(tooltip).toHaveTextContent('Manifest last handed out');
    expect(tooltip).not.toHaveTextContent('Cluster last asked');
    await userEvent.click(
      screen.getByRole('button', { name: `Details of ${NAME}` }),
    );
    const dialog = await screen.findByRole('dialog', { name: NAME });
    expect(dialog).toHaveTextContent('imagePullSecrets');
    expect(dialog).not.toHaveTextContent('Label of the namespace');
  });

  it('is removed with a word on the Secret that stays', async () => {
    openSealed();
    await userEvent.click((await actions())[1]);
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'The portal cannot delete the Secret integrated-registry on the cluster production.',
    );
    expect(dialog).not.toHaveTextContent('as soon as the cluster');
    await press(dialog, 'Remove binding');
    expect(
      await screen.findByText(/Delete its manifest where it was applied/),
    ).toBeInTheDocument();
  });

  it('is bound without ServiceAccounts', async () => {
    const api = openSealed();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Bind namespace' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Bind namespace',
    });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^ServiceAccounts/ }),
      'default',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: /Cluster/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'production' }),
    );
    expect(dialog).toHaveTextContent(
      'The portal writes nothing to this cluster',
    );
    expect(
      within(dialog).queryByRole('textbox', { name: /^ServiceAccounts/ }),
    ).toBeNull();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Namespace/ }),
      'web-dev',
    );
    await press(dialog, 'Bind namespace');
    expect(
      await screen.findByText(/Download its manifest once a credential/),
    ).toBeInTheDocument();
    expect(api.sent('createNamespaceBinding')).toMatchObject([
      { body: { cluster: 'production', serviceAccounts: [] } },
    ]);
  });
});
