import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { anImageApi, list, repository } from '../../__testUtils__';
import { openDialog, renderPicker } from '../__testUtils__';

const option = (dialog: HTMLElement, name: string) =>
  within(dialog).findByRole('option', { name: new RegExp(`^${name} `) });

/** An API that answers each search when the test says so, in the order they were asked in. */
function aPatientApi() {
  const waiting: {
    answer(page: RepositoryList): void;
    fail(error: Error): void;
  }[] = [];
  const api = anImageApi({
    searchRepositories: () =>
      new Promise((answer, fail) => {
        waiting.push({ answer, fail });
      }),
  });
  return { api, waiting };
}

describe('opening the image picker', () => {
  afterEach(() => jest.restoreAllMocks());

  it('shows the repositories that were read before it was opened, without asking again', async () => {
    const api = anImageApi();
    renderPicker(api);
    await screen.findByRole('button', { name: 'Choose image' });
    await waitFor(() =>
      expect(api.searchRepositories).toHaveBeenCalledTimes(1),
    );
    expect(api.listTags).not.toHaveBeenCalled();
    const dialog = await openDialog();
    expect(
      within(dialog).getByRole('option', { name: /^team\/app / }),
    ).toBeInTheDocument();
    expect(api.searchRepositories).toHaveBeenCalledTimes(1);
  });

  it('waits for what is on its way already', async () => {
    const { api, waiting } = aPatientApi();
    renderPicker(api);
    const dialog = await openDialog();
    expect(waiting).toHaveLength(1);
    waiting[0].answer(list([repository('team/app')]));
    expect(await option(dialog, 'team/app')).toBeInTheDocument();
  });

  it('shows what is some time old until the newer list is there', async () => {
    const { api, waiting } = aPatientApi();
    renderPicker(api);
    await screen.findByRole('button', { name: 'Choose image' });
    waiting[0].answer(list([repository('team/older')]));
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
    const dialog = await openDialog();
    expect(await option(dialog, 'team/older')).toBeInTheDocument();
    waiting[1].answer(list([repository('team/newer')]));
    expect(await option(dialog, 'team/newer')).toBeInTheDocument();
    expect(
      within(dialog).queryByRole('option', { name: /^team\/older/ }),
    ).not.toBeInTheDocument();
  });

  it('asks itself where what was asked before has failed', async () => {
    const { api, waiting } = aPatientApi();
    renderPicker(api);
    const dialog = await openDialog();
    waiting[0].fail(new TypeError('Failed to fetch'));
    await waitFor(() => expect(waiting).toHaveLength(2));
    expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument();
    waiting[1].answer(list([repository('team/app')]));
    expect(await option(dialog, 'team/app')).toBeInTheDocument();
  });

  it('finds the answer to what was typed meanwhile', async () => {
    const { api, waiting } = aPatientApi();
    renderPicker(api);
    const dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'w',
    );
    await waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1].answer(list([repository('team/worker')]));
    await option(dialog, 'team/worker');
    waiting[0].answer(list([repository('team/app')]));
    await userEvent.click(await option(dialog, 'team/worker'));
    expect(
      within(dialog).queryByRole('option', { name: /^team\/app/ }),
    ).not.toBeInTheDocument();
  });

  it('asks for nothing while the workspace is not known', async () => {
    const api = anImageApi();
    renderPicker(api, { workspaceField: 'workspace' }, {});
    expect(
      await screen.findByRole('button', { name: 'Choose image' }),
    ).toBeDisabled();
    expect(api.searchRepositories).not.toHaveBeenCalled();
  });
});
