import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IntegratedRegistryError,
  NamespaceBinding,
} from 'backstage-plugin-integrated-registry-common';
import {
  aBinding,
  aBindingList,
  aNamespaceApi,
  Answers,
  aPage,
  aPullCredential,
} from '../../__testUtils__';
import { payments, renderForm } from '../__testUtils__';

const REFERENCE = 'registry.example.com/team/app:1.2.0';

const namespace = (options: object = { workspace: payments }) => ({
  title: 'Namespace',
  type: 'object',
  'ui:field': 'WorkspaceNamespacePicker',
  'ui:options': options,
});

function anApi(
  answers: Answers = {},
  integrationId: string | undefined = 'i-1',
) {
  return aNamespaceApi(answers, {
    parseImage: async ({ reference }) => ({
      reference,
      familiar: reference,
      imageHost: 'registry.example.com',
      repository: 'team/app',
      integrationId,
    }),
  });
}

const withBindings = (...bindings: Partial<NamespaceBinding>[]): Answers => ({
  listNamespaceBindings: () =>
    aBindingList(
      bindings.map((changes, at) =>
        aBinding({ id: String(at), namespace: `ns-${at}`, ...changes }),
      ),
    ),
});

const field = () => screen.findByRole('button', { name: /^Namespace/ });

async function openList() {
  const button = await field();
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await userEvent.click(button);
  return screen.findByRole('listbox');
}

const goOn = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Review' }));

describe('the field for namespaces', () => {
  it('gives cluster and namespace', async () => {
    const onCreate = renderForm(
      { namespace: namespace() },
      {},
      anApi(withBindings({}, { cluster: 'staging' })),
    );
    const list = await openList();
    await userEvent.click(
      within(list).getByRole('option', { name: /^ns-1 on staging/ }),
    );
    expect(await field()).toHaveTextContent('ns-1 on staging');
    await goOn();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() =>
      expect(onCreate).toHaveBeenCalledWith({
        namespace: { cluster: 'staging', namespace: 'ns-1' },
      }),
    );
  });

  it('says of each namespace whether the image can be pulled there', async () => {
    renderForm(
      { namespace: namespace() },
      { image: REFERENCE },
      anApi(
        withBindings(
          {},
          { state: 'writing' },
          { state: 'drifted' },
          { state: 'refused' },
          { state: 'unreachable' },
          { integrations: ['other'] },
          { state: 'empty', integrations: [] },
          { removing: true },
        ),
      ),
    );
    const list = await openList();
    await within(list).findByText('Pull secret in place');
    await waitFor(() =>
      expect(
        within(list)
          .getAllByRole('option')
          .map(option => option.textContent),
      ).toEqual([
        'ns-0 on productionPull secret in place',
        'ns-1 on productionPull secret not yet in place',
        'ns-2 on productionPull secret drifted',
        'ns-3 on productionPull secret refused by the cluster',
        'ns-4 on productionCluster unreachable',
        'ns-5 on productionNo credential for the image',
        'ns-6 on productionNo credential for the image',
      ]),
    );
  });

  it.each<[string, object, string, Answers]>([
    [
      'what is chosen by its integration',
      {
        app: {
          reference: REFERENCE,
          integrationId: 'i-2',
          repository: 'team/app',
        },
      },
      'No credential for the image. Expired. Enter a new one.',
      {
        listPullCredentials: () =>
          aPage([
            aPullCredential({
              integration: 'i-2',
              problem: { message: 'Expired', remedy: 'Enter a new one.' },
            }),
          ]),
      },
    ],
    [
      'a registry without credential',
      { app: REFERENCE },
      'No pull secret needed for the image',
      {
        listPullCredentials: () => aPage([aPullCredential({ needed: false })]),
      },
    ],
    [
      'decisions that cannot be read',
      { app: REFERENCE },
      'Pull secret in place',
      {
        listPullCredentials: () => {
          throw new Error('away');
        },
      },
    ],
  ])('knows of %s', async (_, image, text, answers) => {
    renderForm(
      { namespace: namespace({ workspace: payments, imageField: 'app' }) },
      { ...image, namespace: { cluster: 'production', namespace: 'ns-0' } },
      anApi({ ...withBindings({}), ...answers }),
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
    await waitFor(async () =>
      expect(await field()).toHaveAccessibleDescription(
        expect.stringContaining(text),
      ),
    );
  });

  it('says of an image from elsewhere that it is none of the workspace', async () => {
    const api = anApi();
    api.parseImage.mockImplementation(async ({ reference }) => ({
      reference,
      familiar: reference,
      imageHost: 'docker.io',
      repository: 'library/nginx',
    }));
    renderForm(
      { namespace: namespace() },
      {
        image: 'nginx',
        namespace: { cluster: 'production', namespace: 'payments-dev' },
      },
      api,
    );
    expect(
      await screen.findByText(
        'The image is not from a registry of this workspace',
      ),
    ).toBeInTheDocument();
  });

  it('holds the form where it is required and empty', async () => {
    renderForm({ namespace: namespace() }, {}, anApi(), {
      required: ['namespace'],
    });
    const list = await openList();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(list).not.toBeInTheDocument());
    // Its own input is not to be seen.
    const [input] = screen.getAllByRole('textbox', { hidden: true });
    expect(input).toBeInvalid();
    await goOn();
    expect(await field()).toBeInTheDocument();
    await userEvent.click(
      within(await openList()).getByRole('option', { name: /^payments-dev/ }),
    );
    expect(input).toBeValid();
    await goOn();
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it('refuses a namespace that is not in the list', async () => {
    renderForm(
      { namespace: namespace() },
      { namespace: { cluster: 'production', namespace: 'foreign' } },
      anApi(),
    );
    await field();
    await goOn();
    await waitFor(() =>
      expect(
        screen.getAllByText(
          /^foreign on production is not a namespace of this workspace/,
        ),
      ).toHaveLength(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('holds nobody up where the backend does not answer', async () => {
    renderForm(
      { namespace: namespace() },
      { namespace: { cluster: 'production', namespace: 'ns-0' } },
      anApi({
        listNamespaceBindings: () => {
          throw new IntegratedRegistryError({
            name: 'ServiceUnavailableError',
            message: 'Away',
            httpStatus: 503,
          });
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The namespaces could not be loadedAway/,
    );
    await goOn();
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it.each([
    [
      { workspace: payments, imageFeld: 'app' },
      /There is no option "imageFeld"\. Did you mean imageField\?/,
    ],
    [{ workspace: 'user:default/y' }, /“user:default\/y” is of the kind user/],
  ])('says once what is wrong with the template: %j', async (options, told) => {
    renderForm(
      { namespace: namespace(options) },
      { namespace: { cluster: 'production', namespace: 'payments-dev' } },
      anApi(),
    );
    expect(await screen.findByText(told)).toBeInTheDocument();
    await goOn();
    // And once above the form, with all of its errors.
    await screen.findByText(/^'Namespace'/);
    const around = (await field()).closest<HTMLElement>('.field')!;
    await waitFor(() =>
      expect(within(around).getAllByText(told)).toHaveLength(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('waits for the workspace of another field, and says where there is no namespace', async () => {
    const api = anApi({ listNamespaceBindings: () => aBindingList([]) });
    renderForm(
      {
        team: { type: 'string', title: 'Team' },
        namespace: namespace({ workspaceField: 'team' }),
      },
      {},
      api,
    );
    expect(
      await screen.findByText(/^Choose the workspace above first/),
    ).toBeInTheDocument();
    expect(api.sent('listNamespaceBindings')).toEqual([]);
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Team/ }),
      'payments',
    );
    expect(
      await screen.findByText(/^No namespace is bound to this workspace/),
    ).toBeInTheDocument();
    expect(api.sent('listNamespaceBindings').at(-1)).toMatchObject({
      query: { workspace: payments },
    });
  });
});
