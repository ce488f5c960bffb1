import { waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anImageApi, list, repository, resolved } from '../../__testUtils__';
import { openDialog, renderPicker } from '../__testUtils__';

describe('the image picker by keyboard', () => {
  it('can be used by keyboard alone', async () => {
    const onValue = renderPicker(anImageApi());
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
    const choose = within(dialog).getByRole('button', { name: 'Use image' });
    await waitFor(() => expect(choose).toBeEnabled());
    choose.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(onValue).toHaveBeenLastCalledWith(resolved.reference),
    );
  });

  it('goes through the list while the focus stays in the search box', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async () =>
          list(['a', 'b', 'c'].map(name => repository(`team/${name}`))),
      }),
    );
    const dialog = await openDialog();
    const search = within(dialog).getByRole('combobox', {
      name: 'Search images',
    });
    await within(dialog).findByRole('option', { name: /^team\/a/ });
    const expectActive = (name: RegExp) =>
      expect(search.getAttribute('aria-activedescendant')).toBe(
        within(dialog).getByRole('option', { name }).id,
      );
    await userEvent.keyboard('{ArrowDown}');
    expectActive(/^team\/a/);
    await userEvent.keyboard('{End}');
    expectActive(/^team\/c/);
    await userEvent.keyboard('{ArrowUp}');
    expectActive(/^team\/b/);
    await userEvent.keyboard('{Home}');
    expectActive(/^team\/a/);
    expect(search).toHaveFocus();
    await userEvent.keyboard('x');
    expect(search).not.toHaveAttribute('aria-activedescendant');
  });

  it('chooses with Enter on the tag that is selected already', async () => {
    const onValue = renderPicker(anImageApi());
    const dialog = await openDialog();
    await within(dialog).findByRole('option', { name: /^team\/app/ });
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await within(dialog).findByRole('option', { name: /^1\.2\.0/ });
    await userEvent.keyboard('{ArrowDown}{Enter}{Enter}');
    await waitFor(() =>
      expect(onValue).toHaveBeenLastCalledWith(resolved.reference),
    );
  });

  it('empties the search box with Escape first, and then closes', async () => {
    renderPicker(anImageApi());
    const dialog = await openDialog();
    const search = within(dialog).getByRole('combobox', {
      name: 'Search images',
    });
    await userEvent.keyboard('app{Escape}');
    expect(search).toHaveValue('');
    expect(dialog).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });
});
