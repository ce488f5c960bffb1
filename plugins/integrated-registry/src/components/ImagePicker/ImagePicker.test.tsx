import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ArtifactAnswer,
  IntegratedRegistryError,
  Repository,
  RepositoryList,
  RepositorySource,
  ResolvedImage,
  TagList,
  VulnerabilityAnswer,
} from 'backstage-plugin-integrated-registry-common';
import { ComponentProps, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { aFakeApi, FakeApi } from '../../testUtils/fixtures';
import { ImagePicker } from './ImagePicker';
import { ImagePickerOptions, ImagePickerValue } from './schema';
import { validateImage } from './validateImage';

const digest = `sha256:${'ab'.repeat(32)}`;

const source: RepositorySource = {
  integrationId: 'one',
  name: 'Company registry',
  type: 'docker',
  shared: false,
  imageHost: 'registry.example.com',
  health: { state: 'healthy' },
  repositoryIndex: {
    state: 'finished',
    repositories: 2,
    complete: true,
  },
};

function repository(name: string, integrationId = 'one'): Repository {
  return { integrationId, name, imageHost: 'registry.example.com' };
}

function list(
  items: Repository[],
  more: Partial<RepositoryList> = {},
): RepositoryList {
  return {
    items,
    complete: true,
    asOf: '2026-05-01T08:00:00.000Z',
    sources: [source],
    ...more,
  };
}

const tags: TagList = {
  items: [{ name: '1.2.0' }, { name: '1.1.0' }],
  totalItems: 2,
  complete: true,
  asOf: '2026-05-01T08:00:00.000Z',
  sortedBy: 'semver',
};

const artifact: ArtifactAnswer = {
  repository: 'team/app',
  reference: '1.2.0',
  digest,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  kind: 'index',
  sizeBytes: 12_400_000,
  platforms: [
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64' },
  ],
  layers: [],
  history: [],
  labels: {},
  annotations: {},
  createdAt: '2026-04-01T08:00:00.000Z',
  pullReference: `registry.example.com/team/app:1.2.0@${digest}`,
  asOf: '2026-05-01T08:00:00.000Z',
};

const resolved: ResolvedImage = {
  reference: `registry.example.com/team/app:1.2.0@${digest}`,
  integrationId: 'one',
  integrationName: 'Company registry',
  imageHost: 'registry.example.com',
  repository: 'team/app',
  tag: '1.2.0',
  digest,
  platforms: [],
  passed: true,
  rules: [],
};

function scanned(report: Partial<VulnerabilityAnswer>): VulnerabilityAnswer {
  return {
    state: 'finished',
    counts: {},
    items: [],
    repository: 'team/app',
    digest,
    asOf: '2026-05-01T08:00:00.000Z',
    ...report,
  };
}

function anApi(changes: Parameters<typeof aFakeApi>[0] = {}): FakeApi {
  return aFakeApi({
    searchRepositories: async () =>
      list([repository('team/app'), repository('team/worker')]),
    listTags: async () => tags,
    getArtifact: async ({ reference }) => ({ ...artifact, reference }),
    resolveImage: async () => resolved,
    getVulnerabilities: async () => scanned({ state: 'unsupported' }),
    ...changes,
  });
}

/** As the form holds the field: what it gives comes back as its value. */
function FormWith({
  options,
  formData,
  onValue,
}: {
  options: ImagePickerOptions;
  formData?: Record<string, unknown>;
  onValue(value: ImagePickerValue | undefined): void;
}) {
  const [value, setValue] = useState<ImagePickerValue>();
  const props = {
    uiSchema: { 'ui:options': options },
    schema: { title: 'Image' },
    formContext: { formData },
    idSchema: { $id: 'root_image' },
    formData: value,
    rawErrors: [],
    onChange: (next: ImagePickerValue | undefined) => {
      setValue(next);
      onValue(next);
    },
  };
  return (
    <ImagePicker
      {...(props as unknown as ComponentProps<typeof ImagePicker>)}
    />
  );
}

function renderPicker(
  api: FakeApi,
  options: ImagePickerOptions = { workspace: 'group:default/payments' },
  formData?: Record<string, unknown>,
) {
  const onValue = jest.fn();
  renderInTestApp(
    <FormWith options={options} formData={formData} onValue={onValue} />,
    { apis: [[integratedRegistryApiRef, api]] },
  );
  return onValue;
}

async function openDialog() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Choose Image' }),
  );
  return screen.findByRole('dialog', { name: 'Choose Image' });
}

async function pick() {
  const dialog = await openDialog();
  await userEvent.click(
    await within(dialog).findByRole('option', { name: /^team\/app/ }),
  );
  await userEvent.click(
    await within(dialog).findByRole('option', { name: /^1\.2\.0/ }),
  );
  return dialog;
}

async function chooseByMouse() {
  const dialog = await pick();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Choose' }));
  return dialog;
}

describe('ImagePicker', () => {
  it('puts the chosen image into the form, as the backend has pinned it', async () => {
    const api = anApi();
    const onValue = renderPicker(api);
    await chooseByMouse();
    await waitFor(() =>
      expect(onValue).toHaveBeenLastCalledWith(resolved.reference),
    );
    expect(api.resolveImage).toHaveBeenCalledWith({
      workspace: 'group:default/payments',
      selection: {
        integrationId: 'one',
        repository: 'team/app',
        tag: '1.2.0',
      },
      policy: { pin: 'both' },
    });
    expect(screen.getByRole('textbox', { name: /Image/ })).toHaveValue(
      resolved.reference,
    );
  });

  it('can be used by keyboard alone', async () => {
    const onValue = renderPicker(anApi());
    const dialog = await openDialog();
    const search = within(dialog).getByRole('combobox', {
      name: 'Search images',
    });
    expect(search).toHaveFocus();
    await within(dialog).findByRole('option', { name: /^team\/app/ });
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(
      await within(dialog).findByRole('combobox', { name: 'Search tags' }),
    ).toHaveFocus();
    await within(dialog).findByRole('option', { name: /^1\.2\.0/ });
    await userEvent.keyboard('{ArrowDown}{Enter}');
    const choose = within(dialog).getByRole('button', { name: 'Choose' });
    await waitFor(() => expect(choose).toBeEnabled());
    choose.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(onValue).toHaveBeenLastCalledWith(resolved.reference),
    );
  });

  it('searches on the server and shows what is known of the tags', async () => {
    const api = anApi({
      searchRepositories: async ({ q }) =>
        list(
          [repository('team/app'), repository('team/worker')].filter(
            ({ name }) => name.includes(q ?? ''),
          ),
        ),
    });
    renderPicker(api);
    const dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'worker',
    );
    await waitFor(() =>
      expect(
        within(dialog).queryByRole('option', { name: /^team\/app/ }),
      ).not.toBeInTheDocument(),
    );
    await userEvent.click(
      within(dialog).getByRole('option', { name: /^team\/worker/ }),
    );
    expect(
      await within(dialog).findByRole('option', {
        name: /1\.2\.0.*linux\/amd64, linux\/arm64.*12 MB/,
      }),
    ).toBeInTheDocument();
  });

  it('shows the vulnerabilities of the chosen image, where its registry scans', async () => {
    const api = anApi({
      getVulnerabilities: async () =>
        scanned({ counts: { critical: 1, low: 3 }, fixable: 2 }),
    });
    renderPicker(api);
    await pick();
    expect(
      await screen.findByText(
        'Vulnerabilities: 1 critical, 3 low; 2 fixed in newer packages',
      ),
    ).toBeInTheDocument();
    expect(api.getVulnerabilities).toHaveBeenCalledWith(
      { integrationId: 'one', repository: 'team/app', digest },
      expect.anything(),
    );
  });

  it('has an image scanned that nobody has scanned', async () => {
    const api = anApi({
      getVulnerabilities: async () => scanned({ state: 'notScanned' }),
      startScan: async () => scanned({ state: 'queued' }),
    });
    renderPicker(api);
    await pick();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Scan now' }),
    );
    expect(
      await screen.findByText(
        'The scan for vulnerabilities waits for its turn',
      ),
    ).toBeInTheDocument();
  });

  it('shows more pages on demand', async () => {
    const api = anApi({
      searchRepositories: async ({ cursor }) =>
        cursor
          ? list([repository('team/last')])
          : list([repository('team/first')], { nextCursor: 'second' }),
    });
    renderPicker(api);
    const dialog = await openDialog();
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Show more' }),
    );
    expect(
      await within(dialog).findByRole('option', { name: /^team\/last/ }),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('option', { name: /^team\/first/ }),
    ).toBeInTheDocument();
  });

  it('says why a search failed and tries again', async () => {
    const searchRepositories = jest
      .fn<Promise<RepositoryList>, []>()
      .mockRejectedValueOnce(
        new IntegratedRegistryError({
          name: 'ServiceUnavailableError',
          message: 'The database is away',
          httpStatus: 503,
        }),
      )
      .mockResolvedValue(list([repository('team/app')]));
    renderPicker(anApi({ searchRepositories }));
    const dialog = await openDialog();
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    ).toBeInTheDocument();
  });

  it('says which rules of the template an image breaks, and stays open', async () => {
    const onValue = renderPicker(
      anApi({
        resolveImage: async () => ({
          ...resolved,
          passed: false,
          rules: [
            { rule: 'platform', passed: false, message: 'Not for s390x' },
            { rule: 'type', passed: true, message: 'Fine' },
          ],
        }),
      }),
    );
    const dialog = await chooseByMouse();
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('Not for s390x');
    expect(alert).not.toHaveTextContent('Fine');
    expect(onValue).not.toHaveBeenCalled();
  });

  it('takes the workspace from another field, and waits for it', async () => {
    renderPicker(anApi(), { workspaceField: 'workspace' }, {});
    expect(
      await screen.findByRole('button', { name: 'Choose Image' }),
    ).toBeDisabled();
    expect(
      screen.getByText(/Choose the workspace above first/),
    ).toBeInTheDocument();
  });

  it('reads the short form of an entity ref', async () => {
    const api = anApi();
    renderPicker(api, { workspaceField: 'owner' }, { owner: 'group:payments' });
    await openDialog();
    await waitFor(() =>
      expect(api.searchRepositories).toHaveBeenCalledWith(
        expect.objectContaining({ workspace: 'group:default/payments' }),
        expect.anything(),
      ),
    );
  });

  it('gives the parts of the image where the template asks for them', async () => {
    const onValue = renderPicker(anApi(), {
      workspace: 'group:default/payments',
      output: 'object',
    });
    await chooseByMouse();
    await waitFor(() =>
      expect(onValue).toHaveBeenLastCalledWith({
        reference: resolved.reference,
        integrationId: 'one',
        repository: 'team/app',
        tag: '1.2.0',
        digest,
        imageHost: 'registry.example.com',
      }),
    );
  });

  it('says what to do where no registry is integrated', async () => {
    renderPicker(
      anApi({ searchRepositories: async () => list([], { sources: [] }) }),
    );
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(/No registry is integrated/),
    ).toBeInTheDocument();
  });

  it('offers a typed repository of a registry that does not list its own', async () => {
    const failure = {
      code: 'CATALOG_UNAVAILABLE' as const,
      message: 'The registry does not list its repositories',
      remedy: 'Name them',
    };
    renderPicker(
      anApi({
        searchRepositories: async () =>
          list([], {
            complete: false,
            sources: [
              {
                ...source,
                repositoryIndex: {
                  state: 'failed',
                  repositories: 0,
                  complete: false,
                  failure,
                },
              },
            ],
          }),
      }),
    );
    const dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'team/hidden',
    );
    await userEvent.click(
      await within(dialog).findByRole('option', {
        name: /Use “team\/hidden” of Company registry/,
      }),
    );
    expect(
      await within(dialog).findByRole('option', { name: /^1\.2\.0/ }),
    ).toBeInTheDocument();
  });
});

describe('validateImage', () => {
  async function validate(value: ImagePickerValue | undefined, api: FakeApi) {
    const errors: string[] = [];
    await validateImage(
      value,
      { addError: message => errors.push(message) },
      {
        apiHolder: { get: () => api as never },
        formData: { owner: 'group:default/payments' },
        uiSchema: { 'ui:options': { workspaceField: 'owner' } },
      },
    );
    return errors;
  }

  it('takes what the backend takes, and nothing is asked of an empty field', async () => {
    expect(await validate('registry.example.com/team/app:1', anApi())).toEqual(
      [],
    );
    expect(await validate(undefined, anApi())).toEqual([]);
  });

  it('names what is wrong with a reference without asking the backend', async () => {
    const api = anApi();
    expect(await validate('team/app@sha256:xyz', api)).toEqual([
      expect.stringMatching(/digest/i),
    ]);
    expect(api.resolveImage).not.toHaveBeenCalled();
  });

  it('names broken rules and unknown images, but not a registry that is away', async () => {
    const failing = (httpStatus: number) =>
      anApi({
        resolveImage: async () => {
          throw new IntegratedRegistryError({
            name: 'Error',
            message: 'no such tag',
            httpStatus,
          });
        },
      });
    expect(await validate('team/app:9', failing(404))).toEqual(['no such tag']);
    expect(await validate('team/app:9', failing(503))).toEqual([]);
    const breaking = anApi({
      resolveImage: async () => ({
        ...resolved,
        passed: false,
        rules: [{ rule: 'registry', passed: false, message: 'not yours' }],
      }),
    });
    expect(await validate('team/app:9', breaking)).toEqual(['not yours']);
  });
});
