import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ParsedImage } from 'backstage-plugin-integrated-registry-common';
import { anImageApi, list, repository, source } from '../../__testUtils__';
import { openDialog, payments, renderPicker } from '../__testUtils__';

describe('the rules of a template about repositories', () => {
  it('leave out repositories, and say how many', async () => {
    const api = anImageApi({
      searchRepositories: async () =>
        list([repository('team/app')], { totalItems: 1, leftOut: 7 }),
    });
    renderPicker(api, { workspace: payments, repositories: ['team/*'] });
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(
        /1 found · 7 not allowed by this template/,
      ),
    ).toBeInTheDocument();
    expect(api.searchRepositories).toHaveBeenCalledWith(
      expect.objectContaining({ repositories: ['team/*'] }),
      expect.anything(),
    );
  });

  it.each([
    ['the repositories', { leftOut: 7 }],
    ['so many that they are not counted', {}],
  ])('say so where they allow none of %s', async (_, left) => {
    renderPicker(
      anImageApi({
        searchRepositories: async () => list([], left),
      }),
      { workspace: payments, repositories: ['base/*'] },
    );
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(
        'This template allows none of the images found (allowed: base/*). Search for another name, or ask the owner of the template.',
      ),
    ).toBeInTheDocument();
  });

  it('mark a repository that was typed whole, where they do not allow it', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async () => list([], { complete: false }),
        listRepositorySources: async () => ({
          items: [
            {
              ...source,
              repositoryIndex: {
                state: 'failed',
                repositories: 0,
                complete: false,
              },
            },
          ],
        }),
      }),
      { workspace: payments, repositories: ['base/*'] },
    );
    const dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'web/app{Enter}',
    );
    const typed = await within(dialog).findByRole('option', {
      name: /Not allowed by this template \(allowed: base\/\*\)/,
    });
    expect(typed).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(typed);
    expect(
      within(dialog).queryByRole('combobox', { name: 'Search tags' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['its repository', { repositories: ['base/*'] }],
    ['its registry', { registries: ['Harbor'] }],
  ])(
    'are told of an image in the field of which they do not allow %s',
    async (_, more) => {
      const current: ParsedImage = {
        reference: 'registry.example.com/team/app:1.2.0',
        familiar: 'registry.example.com/team/app:1.2.0',
        imageHost: 'registry.example.com',
        repository: 'team/app',
        tag: '1.2.0',
        integrationId: 'one',
        integrationRepository: 'team/app',
      };
      renderPicker(
        anImageApi({ parseImage: async () => current }),
        { workspace: payments, ...more },
        undefined,
        current.reference,
      );
      const dialog = await openDialog();
      expect(
        await within(dialog).findByText(
          'This template does not allow the repository of the image in the field. Choose another one, or cancel to keep it.',
        ),
      ).toBeInTheDocument();
      expect(
        within(dialog).getByRole('button', { name: 'Use image' }),
      ).toBeDisabled();
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Cancel' }),
      );
      expect(
        await screen.findByDisplayValue(current.reference),
      ).toBeInTheDocument();
    },
  );
});
