import { waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Repository,
  RepositorySource,
} from 'backstage-plugin-integrated-registry-common';
import { anImageApi, list, repository, source } from '../../__testUtils__';
import { openDialog, renderPicker } from '../__testUtils__';

const workspace = 'group:default/payments';

const harbor: RepositorySource = {
  ...source,
  integrationId: 'two',
  name: 'Harbor of the company',
  type: 'harbor',
};

const inProject = (project: string, name: string): Repository => ({
  ...repository(`${project}/${name}`, 'two'),
  project,
});

/** A backend that knows repositories of both registries, and narrows as it is asked to. */
function apiOf(items: Repository[]) {
  return anImageApi({
    searchRepositories: async ({ integration, project }) => {
      const ids = integration === undefined ? undefined : [integration].flat();
      return list(
        items.filter(
          item =>
            (ids?.includes(item.integrationId) ?? true) &&
            (project === undefined || item.project === project),
        ),
      );
    },
    listRepositorySources: async () => ({
      items: [{ ...source, nameConfirmed: true }, harbor],
    }),
  });
}

describe('what the image picker is narrowed to', () => {
  it('narrows the search to a project, and back', async () => {
    renderPicker(
      apiOf([
        repository('team/app'),
        inProject('payments', 'ledger'),
        inProject('base', 'node'),
      ]),
    );
    const dialog = await openDialog();
    const project = await within(dialog).findByRole('combobox', {
      name: 'Project',
    });
    await userEvent.type(project, 'payments');
    await waitFor(() =>
      expect(
        within(dialog).queryByRole('option', { name: /^base\/node/ }),
      ).not.toBeInTheDocument(),
    );
    expect(
      within(dialog).getByRole('option', { name: /^payments\/ledger/ }),
    ).toBeInTheDocument();

    await userEvent.clear(project);
    expect(
      await within(dialog).findByRole('option', { name: /^base\/node/ }),
    ).toBeInTheDocument();
  });

  it('takes a project that was not among those found, with Enter', async () => {
    const api = apiOf([inProject('payments', 'ledger')]);
    renderPicker(api);
    const dialog = await openDialog();
    await userEvent.type(
      await within(dialog).findByRole('combobox', { name: 'Project' }),
      'pay{Enter}',
    );
    await waitFor(() =>
      expect(api.searchRepositories).toHaveBeenLastCalledWith(
        expect.objectContaining({ project: 'pay' }),
        expect.anything(),
      ),
    );
  });

  it('asks for no project where the registries have none', async () => {
    renderPicker(apiOf([repository('team/app')]));
    const dialog = await openDialog();
    await within(dialog).findByRole('option', { name: /^team\/app/ });
    expect(
      within(dialog).queryByRole('combobox', { name: 'Project' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['a registry it does not name', { registries: ['Company registry'] }],
    ['a registry of another type', { types: ['docker'] }],
  ])(
    'shows %s as not for this template, with the reason, and none of its images',
    async (_, rule) => {
      renderPicker(
        apiOf([repository('team/app'), inProject('payments', 'ledger')]),
        { workspace, ...rule },
      );
      const dialog = await openDialog();
      await within(dialog).findByRole('option', { name: /^team\/app/ });
      const refused = within(dialog).getByRole('radio', {
        name: 'Harbor of the company',
        description:
          /Not allowed by this template \(allowed( types)?: (Company registry|docker)\).*Choose an image of another registry/,
      });
      expect(refused).toBeDisabled();
      expect(
        within(dialog).getByRole('radio', { name: 'Company registry' }),
      ).toBeEnabled();
      expect(
        within(dialog).queryByRole('option', { name: /^payments\/ledger/ }),
      ).not.toBeInTheDocument();
    },
  );

  it('holds a rule by name for confirmed names only, and says whose they are', async () => {
    renderPicker(
      anImageApi({
        listRepositorySources: async () => ({
          items: [
            { ...source, nameConfirmed: true },
            { ...source, integrationId: 'claims-it' },
            { ...harbor, shared: true, nameConfirmed: true },
          ],
        }),
      }),
      { workspace, registries: ['Company registry', 'Harbor of the company'] },
    );
    const dialog = await openDialog();
    const registry = (group: string, description: RegExp) =>
      within(dialog).findByRole('radio', {
        description,
        name: new RegExp(group),
      });
    expect(
      await registry('Company', /^Name confirmed by the platform/),
    ).toBeEnabled();
    expect(
      await registry(
        'Company',
        /a workspace has chosen the name.* id of this one is claims-it/,
      ),
    ).toBeDisabled();
    expect(
      within(
        within(dialog).getByRole('group', { name: 'Shared by the platform' }),
      ).getByRole('radio', { name: 'Harbor of the company' }),
    ).toBeEnabled();
  });

  it('says so where the template takes images of none of the registries', async () => {
    renderPicker(apiOf([repository('team/app')]), {
      workspace,
      types: ['jfrog'],
    });
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(/allows no registry of this workspace/),
    ).toBeInTheDocument();
  });
});
