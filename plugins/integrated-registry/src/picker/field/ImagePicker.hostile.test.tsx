import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  anImageApi,
  artifact,
  list,
  repository,
  tags,
} from '../../__testUtils__';
import { Refusal } from '../dialog/Refusal';
import { openDialog, pick, renderPicker } from '../__testUtils__';

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const odd = '\u202E\u200B\u0007';
const shown = '‹U+202E›‹U+200B›‹U+0007›';

describe('what a registry says, in the image picker', () => {
  it.each(['garbage', '', '+275760-09-14'])(
    'shows a tag whose time is %j',
    async pushedAt => {
      renderPicker(
        anImageApi({
          listTags: async () => ({
            ...tags,
            items: [{ name: '1.2.0', pushedAt, sizeBytes: NaN }],
          }),
        }),
      );
      const dialog = await pick();
      expect(
        within(dialog).getByRole('option', { name: /^1\.2\.0/ }),
      ).toBeInTheDocument();
    },
  );

  it('keeps each fact of a tag in its own direction', async () => {
    renderPicker(
      anImageApi({
        getArtifact: async () => ({
          ...artifact,
          platforms: [{ os: 'linux', architecture: '\u202Eamd64' }],
        }),
      }),
    );
    const dialog = await pick();
    const row = await within(dialog).findByRole('option', {
      name: /^1\.2\.0.*12 MB/,
    });
    expect(
      [...row.querySelectorAll('bdi')].map(({ textContent }) => textContent),
    ).toEqual(
      expect.arrayContaining(['12 MB', expect.stringMatching(/^sha256:ab/)]),
    );
  });

  it('shows a tag of what is no image as what it is', async () => {
    renderPicker(
      anImageApi({
        getArtifact: async () => ({
          ...artifact,
          kind: 'artifact',
          artifactType: 'application/vnd.wasm.config.v0+json',
          platforms: [],
        }),
      }),
    );
    const dialog = await pick();
    expect(
      await within(dialog).findByRole('option', {
        name: /^1\.2\.0.*WASM module/,
      }),
    ).toBeInTheDocument();
  });

  it('has nothing invisible in it', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async () =>
          list([{ ...repository('team/app'), description: `a${odd}b` }]),
        listTags: async () => ({
          ...tags,
          items: [{ name: `1.2.0${odd}1.2-doog` }],
        }),
        getArtifact: async () => ({
          ...artifact,
          digest: `sha256:${odd}`,
          platforms: [{ os: `linux${odd}`, architecture: 'x'.repeat(200_000) }],
        }),
      }),
    );
    const dialog = await openDialog();
    expect(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    ).toHaveTextContent(`a${shown}b`);
    await userEvent.click(
      within(dialog).getByRole('option', { name: /^team\/app/ }),
    );
    const row = await within(dialog).findByRole('option', {
      name: /^1\.2\.0.*linux/,
    });
    expect(row).toHaveTextContent(`1.2.0${shown}1.2-doog`);
    expect(row).toHaveTextContent(`linux${shown}`);
    expect(row.textContent).not.toMatch(INVISIBLE);
    expect(row.textContent?.length).toBeLessThan(3_000);
    expect(screen.queryByText('This entry cannot be shown.')).toBeNull();
  });

  it('is marked where a rule has failed', async () => {
    renderInTestApp(
      <Refusal
        failed={[{ rule: 'platform', passed: false, message: `a${odd}b` }]}
      />,
    );
    const { tagName, textContent } = await screen.findByText(`a${shown}b`);
    expect([tagName, textContent]).toEqual(['BDI', `a${shown}b`]);
  });

  it('loses one row where one repository cannot be drawn', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    renderPicker(
      anImageApi({
        searchRepositories: async () =>
          list([
            { ...repository('team/bad'), name: { no: 'text' } as never },
            repository('team/app'),
          ]),
      }),
    );
    const dialog = await openDialog();
    await within(dialog).findByRole('option', { name: /^team\/app/ });
    expect(
      within(dialog).getByRole('option', {
        name: 'This entry cannot be shown.',
      }),
    ).toBeInTheDocument();
    jest.restoreAllMocks();
  });
});
