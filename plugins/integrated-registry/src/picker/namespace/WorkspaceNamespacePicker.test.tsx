import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aBindingList,
  Answers,
  aPage,
  aPullCredential,
} from '../../__testUtils__';
import {
  aPickerApi,
  goOn,
  namespace,
  namespaceField,
  openNamespaceList,
  payments,
  renderForm,
  withBindings,
} from '../__testUtils__';

const REFERENCE = 'registry.example.com/team/app:1.2.0';

describe('the field for namespaces', () => {
  it('gives cluster and namespace', async () => {
    const onCreate = renderForm(
      { namespace: namespace() },
      {},
      aPickerApi(withBindings({}, { cluster: 'staging' })),
    );
    const list = await openNamespaceList();
    await userEvent.click(
      within(list).getByRole('option', { name: /^ns-1 on staging/ }),
    );
    expect(await namespaceField()).toHaveTextContent('ns-1 on staging');
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
      aPickerApi(
        withBindings(
          {},
          { state: 'writing' },
          { state: 'drifted' },
          { state: 'refused' },
          { state: 'unreachable' },
          { integrations: ['other'] },
          { state: 'empty', integrations: [] },
          { state: 'manifest' },
          { state: 'manifest', integrations: ['other'] },
          { removing: true },
        ),
      ),
    );
    const list = await openNamespaceList();
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
        'ns-7 on productionPull secret comes as a manifest',
        'ns-8 on productionNo credential for the image',
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
      aPickerApi({ ...withBindings({}), ...answers }),
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
    await waitFor(async () =>
      expect(await namespaceField()).toHaveAccessibleDescription(
        expect.stringContaining(text),
      ),
    );
  });

  it('marks and isolates what a cluster says', async () => {
    renderForm(
      { namespace: namespace() },
      { namespace: { cluster: 'production', namespace: 'ns-0' } },
      aPickerApi(
        withBindings({
          state: 'drifted',
          problem: { message: 'By \u202Eppa', remedy: 'Take it over.' },
        }),
      ),
    );
    const { tagName } = await screen.findByText(
      'Pull secret drifted. By ‹U+202E›ppa. Take it over.',
    );
    expect(tagName).toBe('BDI');
  });

  it('says of an image from elsewhere that it is none of the workspace', async () => {
    const api = aPickerApi();
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

  it('does not judge a namespace before the workspace is chosen', async () => {
    renderForm(
      {
        team: { type: 'string', title: 'Team' },
        namespace: namespace({ workspaceField: 'team' }),
      },
      { namespace: { cluster: 'production', namespace: 'ns-0' } },
      aPickerApi(),
    );
    await screen.findByText(/^Choose the workspace above first/);
    await namespaceField();
    expect(screen.queryByText(/is not a namespace of/)).toBeNull();
  });

  it('waits for the workspace of another field, and says where there is no namespace', async () => {
    const api = aPickerApi({ listNamespaceBindings: () => aBindingList([]) });
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
