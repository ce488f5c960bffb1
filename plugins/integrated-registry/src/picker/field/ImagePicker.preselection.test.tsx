import { waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ParsedImage } from 'backstage-plugin-integrated-registry-common';
import {
  anImageApi,
  list,
  repository,
  resolved,
  source,
} from '../../__testUtils__';
import { openDialog, renderPicker } from '../__testUtils__';

const workspace = 'group:default/payments';
const parsed: ParsedImage = {
  reference: 'registry.example.com/team/app:1.1.0',
  familiar: 'registry.example.com/team/app:1.1.0',
  imageHost: 'registry.example.com',
  repository: 'team/app',
  tag: '1.1.0',
  integrationId: 'one',
  integrationRepository: 'team/app',
};

const apiOf = (image: ParsedImage) =>
  anImageApi({
    parseImage: async () => image,
    searchRepositories: async ({ q = '' }) =>
      list(
        ['team/app', 'team/worker']
          .filter(name => name.includes(q))
          .map(name => repository(name)),
      ),
    listRepositorySources: async () => ({
      items: [source, { ...source, integrationId: 'two', name: 'B' }],
    }),
  });

describe('an image that is in the field already', () => {
  it.each([
    ['a reference', parsed.reference],
    ['the parts of an image', { reference: parsed.reference }],
  ])('is chosen when the picker opens: %s', async (_, value) => {
    const api = apiOf(parsed);
    const onValue = renderPicker(api, { workspace }, undefined, value);
    const dialog = await openDialog();
    expect(
      await within(dialog).findByRole('option', {
        name: /^team\/app/,
        selected: true,
      }),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('radio', { name: 'Company registry' }),
    ).toBeChecked();
    expect(
      await within(dialog).findByRole('option', {
        name: /^1\.1\.0/,
        selected: true,
      }),
    ).toBeInTheDocument();
    expect(api.parseImage).toHaveBeenCalledWith(
      { workspace, reference: parsed.reference },
      expect.anything(),
    );

    await userEvent.click(
      within(dialog).getByRole('option', { name: /^1\.2\.0/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Use image' }),
    );
    await waitFor(() =>
      expect(onValue).toHaveBeenLastCalledWith(resolved.reference),
    );
  });

  it('is the one of the integration it was chosen of, where another one has it as well', async () => {
    renderPicker(apiOf(parsed), { workspace, output: 'object' }, undefined, {
      reference: parsed.reference,
      integrationId: 'two',
      repository: 'team/app',
      tag: '1.1.0',
    });
    const dialog = await openDialog();
    expect(
      await within(dialog).findByRole('radio', { name: 'B' }),
    ).toBeChecked();
  });

  it('leads to its repository where it names no tag', async () => {
    const { tag: _, ...untagged } = parsed;
    renderPicker(apiOf(untagged), { workspace }, undefined, 'team/app');
    const dialog = await openDialog();
    await within(dialog).findByRole('option', { name: /^1\.2\.0/ });
    expect(
      within(dialog).getByRole('button', { name: 'Use image' }),
    ).toBeDisabled();
  });

  it('is said to be from elsewhere where no registry of the workspace has it', async () => {
    const { integrationId: _, integrationRepository: __, ...outside } = parsed;
    renderPicker(apiOf(outside), { workspace }, undefined, 'elsewhere.io/app');
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(
        /The image in the field is not in a registry of the workspace/,
      ),
    ).toBeInTheDocument();
    expect(
      await within(dialog).findByRole('option', { name: /^team\/worker/ }),
    ).toBeInTheDocument();
  });

  it('does not stand in the way where it cannot be read', async () => {
    const api = anImageApi({
      parseImage: async () => {
        throw new TypeError('Failed to fetch');
      },
    });
    renderPicker(api, { workspace }, undefined, 'NOT AN IMAGE');
    const dialog = await openDialog();
    expect(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    ).toBeInTheDocument();
  });
});
