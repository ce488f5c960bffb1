import { waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { VersionLine } from 'backstage-plugin-integrated-registry-common';
import { anImageApi, list, repository, tags } from '../../__testUtils__';
import { openDialog, renderPicker } from '../__testUtils__';

const names = ['1.4.1', '1.4.0', '1.3.0-alpine', '1.2.0'];

function linesOf(found: readonly string[]): VersionLine[] {
  const lines = new Map<string, number>();
  for (const name of found) {
    const line = name.slice(0, 3);
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  return [...lines].map(([line, count]) => ({ line, tags: count }));
}

/** Of each page the first tag only: the others have not been loaded. */
const api = (moreLines?: true) =>
  anImageApi({
    searchRepositories: async ({ q }) => ({
      ...list([
        repository('team/app'),
        ...(q ? [] : [repository('team/worker')]),
      ]),
      ...(q === 'app:1.2.0' && {
        reference: { repository: 'app', tag: '1.2.0' },
      }),
    }),
    listTags: async ({ q = '', line }) => {
      const found = names.filter(name => name.includes(q));
      const listed = found.filter(name => !line || name.startsWith(line));
      return {
        ...tags,
        items: listed.slice(0, 1).map(name => ({ name })),
        totalItems: listed.length,
        lines: linesOf(found),
        ...(moreLines && { moreLines }),
      };
    },
  });

async function openTags(anApi: ReturnType<typeof api>) {
  renderPicker(anApi);
  const dialog = await openDialog();
  await userEvent.click(
    await within(dialog).findByRole('option', { name: /^team\/app/ }),
  );
  await within(dialog).findByRole('option', { name: /^1\.4\.1/ });
  return dialog;
}

describe('version lines in the image picker', () => {
  it('are shown of tags that are not loaded, with their number', async () => {
    const dialog = await openTags(api());
    const group = within(dialog).getByRole('radiogroup', {
      name: 'Version lines',
    });
    expect(
      within(group)
        .getAllByRole('radio')
        .map(radio => radio.closest('label')?.textContent),
    ).toEqual(['All versions', '1.4 (2)', '1.3 (1)', '1.2 (1)']);
    expect(
      within(group).getByRole('radio', { name: 'All versions' }),
    ).toBeChecked();
    expect(group).not.toHaveTextContent('Search for tags');
  });

  it('narrow the list, by keyboard as well', async () => {
    const anApi = api(true);
    const dialog = await openTags(anApi);
    const group = within(dialog).getByRole('radiogroup', {
      name: 'Version lines',
    });
    expect(group).toHaveTextContent('Search for tags of older version lines.');
    expect(
      within(dialog).getByRole('combobox', { name: 'Search tags' }),
    ).toHaveFocus();
    await userEvent.tab();
    expect(
      within(group).getByRole('radio', { name: 'All versions' }),
    ).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(
      await within(dialog).findByRole('option', { name: /^1\.3\.0-alpine/ }),
    ).toBeInTheDocument();
    expect(within(group).getByRole('radio', { name: '1.3 (1)' })).toBeChecked();
    expect(anApi.listTags).toHaveBeenLastCalledWith(
      expect.objectContaining({ line: '1.3', repository: 'team/app' }),
      expect.anything(),
    );
    await userEvent.click(
      within(group).getByRole('radio', { name: 'All versions' }),
    );
    expect(
      await within(dialog).findByRole('option', { name: /^1\.4\.1/ }),
    ).toBeInTheDocument();
  });

  it('stay chosen while a search finds none of their tags, and can be left', async () => {
    const dialog = await openTags(api());
    await userEvent.click(
      within(dialog).getByRole('radio', { name: '1.4 (2)' }),
    );
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search tags' }),
      'alpine',
    );
    expect(
      await within(dialog).findByText(/No tag of version line 1\.4 is found/),
    ).toBeInTheDocument();
    expect(
      await within(dialog).findByRole('radio', { name: '1.4 (0)' }),
    ).toBeChecked();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'All versions' }),
    );
    expect(
      await within(dialog).findByRole('option', { name: /^1\.3\.0-alpine/ }),
    ).toBeInTheDocument();
  });

  it('are left for the tag of a reference that is pasted', async () => {
    const dialog = await openTags(api());
    const radio = (name: string) => within(dialog).getByRole('radio', { name });
    await userEvent.click(radio('1.4 (2)'));
    const search = within(dialog).getByRole('combobox', {
      name: 'Search images',
    });
    await userEvent.click(search);
    await userEvent.paste('app:1.2.0');
    await waitFor(() =>
      expect(
        within(dialog).queryByRole('option', { name: /^team\/worker/ }),
      ).not.toBeInTheDocument(),
    );
    await userEvent.click(
      within(dialog).getByRole('option', { name: /^team\/app/ }),
    );
    await waitFor(() => expect(radio('All versions')).toBeChecked());
    expect(within(dialog).getByText(/team\/app:1\.2\.0/)).toBeInTheDocument();
  });

  it('are not offered where there is only one', async () => {
    const dialog = await openTags(
      anImageApi({
        searchRepositories: async () => list([repository('team/app')]),
        listTags: async () => ({
          ...tags,
          items: [{ name: '1.4.1' }],
          lines: [{ line: '1.4', tags: 1 }],
        }),
      }),
    );
    await waitFor(() =>
      expect(
        within(dialog).getByRole('combobox', { name: 'Search tags' }),
      ).toBeInTheDocument(),
    );
    expect(
      within(dialog).queryByRole('radiogroup', { name: 'Version lines' }),
    ).not.toBeInTheDocument();
  });
});
