import { waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ListedTag,
  RuleVerdict,
  TagList,
} from 'backstage-plugin-integrated-registry-common';
import { anImageApi, artifact, resolved, tags } from '../../__testUtils__';
import { openDialog, payments, renderPicker } from '../__testUtils__';

const tooOld: RuleVerdict = {
  rule: 'semverRange',
  passed: false,
  message: 'The tag 1.1.0 must be a version within >=1.2',
};
const listing = (items: ListedTag[], allowedItems: number): TagList => ({
  ...tags,
  items,
  totalItems: items.length,
  allowedItems,
});
const mixed = listing(
  [{ name: '1.2.0' }, { name: '1.1.0', refused: [tooOld] }],
  1,
);
const rules = { workspace: payments, semverRange: '>=1.2' };

async function openTags(name = /^team\/app/) {
  const dialog = await openDialog();
  await userEvent.click(await within(dialog).findByRole('option', { name }));
  return dialog;
}

describe('the rules of a template in the image picker', () => {
  it('are shown in words as soon as it opens', async () => {
    renderPicker(anImageApi(), {
      workspace: payments,
      registries: ['Company registry', 'Harbor'],
      types: ['docker', 'harbor'],
      repositories: ['team/*', 'base/**'],
      tagPattern: 'v\\d+.*',
      semverRange: '>=1.2 <2',
      variant: 'alpine',
      prerelease: true,
      platform: 'linux/arm64',
      maxSeverity: 'medium',
      requireSignature: true,
      allowCustom: true,
      pin: 'digest',
    });
    const listed = within(await openDialog()).getByRole('list', {
      name: 'This template requires',
    });
    expect(
      within(listed)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Registry: Company registry, Harbor',
      'Registry type: docker, harbor',
      'Repository: team/*, base/**',
      'Tag of the form v\\d+.*',
      'Version: >=1.2 <2, prereleases included',
      'Variant: alpine',
      'Runs on linux/arm64',
      'No vulnerability above medium',
      'Signed',
      'Reference format: digest only',
    ]);
  });

  it('are not spoken of where there are none', async () => {
    renderPicker(anImageApi(), {
      workspace: payments,
      requireSignature: false,
    });
    expect(
      within(await openDialog()).queryByText('This template requires'),
    ).not.toBeInTheDocument();
  });

  it('mark a tag that breaks one, which can be looked at and not chosen', async () => {
    const api = anImageApi({ listTags: async () => mixed });
    renderPicker(api, rules);
    const dialog = await openTags();
    const refused = await within(dialog).findByRole('option', {
      name: /^1\.1\.0 .*Not allowed: The tag 1\.1\.0 must be a version within >=1\.2$/,
    });
    expect(refused).toHaveAttribute('aria-disabled', 'true');
    expect(
      within(dialog).getByRole('option', { name: /^1\.2\.0/ }),
    ).not.toHaveAttribute('aria-disabled');
    expect(
      within(dialog).getByText(/2 found · 1 allowed by this template/),
    ).toBeInTheDocument();
    expect(api.listTags).toHaveBeenCalledWith(
      expect.objectContaining({ semverRange: '>=1.2' }),
      expect.anything(),
    );

    const use = within(dialog).getByRole('button', { name: 'Use image' });
    await userEvent.dblClick(refused);
    expect(refused).toHaveAttribute('aria-selected', 'false');
    within(dialog).getByRole('combobox', { name: 'Search tags' }).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(refused).toHaveAttribute('data-active', 'true');
    await userEvent.keyboard('{Enter}{Enter}');
    expect(refused).toHaveAttribute('aria-selected', 'false');
    expect(use).toBeDisabled();
    await userEvent.keyboard('{ArrowUp}{Enter}');
    await waitFor(() => expect(use).toBeEnabled());
    expect(api.resolveImage).not.toHaveBeenCalled();
  });

  it('send all rules about tags along', async () => {
    const api = anImageApi();
    renderPicker(api, {
      workspace: payments,
      tagPattern: '1\\..*',
      variant: 'alpine',
      semverRange: '1.x',
      prerelease: true,
    });
    await openTags();
    await waitFor(() =>
      expect(api.listTags).toHaveBeenCalledWith(
        {
          integrationId: 'one',
          repository: 'team/app',
          limit: 50,
          tagPattern: '1\\..*',
          variant: 'alpine',
          semverRange: '1.x',
          prerelease: true,
        },
        expect.anything(),
      ),
    );
  });

  it('say so where they allow no tag at all, and what to do', async () => {
    renderPicker(
      anImageApi({
        listTags: async () =>
          listing([{ name: '1.1.0', refused: [tooOld] }], 0),
      }),
      rules,
    );
    const dialog = await openTags();
    expect(
      await within(dialog).findByText(
        'This template allows none of these tags',
      ),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByText(
        'Choose another image, or ask the owner of the template which tags it allows.',
      ),
    ).toBeInTheDocument();
  });

  it('refuse a tag that was chosen already, once its details are read', async () => {
    let tell: () => void = () => undefined;
    const read = new Promise<void>(resolve => {
      tell = resolve;
    });
    const api = anImageApi({
      getArtifact: async ({ reference, platform }) => {
        await read;
        return {
          ...artifact,
          reference,
          refused: [
            {
              rule: 'platform',
              passed: false,
              message: `Does not run on ${platform}`,
            },
          ],
        };
      },
    });
    renderPicker(api, { workspace: payments, platform: 'linux/s390x' });
    const dialog = await openTags();
    const tag = await within(dialog).findByRole('option', { name: /^1\.2\.0/ });
    await userEvent.click(tag);
    const use = within(dialog).getByRole('button', { name: 'Use image' });
    expect(use).toBeEnabled();
    tell();
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Not allowed by this templateDoes not run on linux/s390x',
    );
    expect(use).toBeDisabled();
    expect(tag).toHaveAccessibleName(
      /Not allowed: Does not run on linux\/s390x/,
    );
    await userEvent.dblClick(tag);
    expect(api.resolveImage).not.toHaveBeenCalled();
  });

  it('are told in the dialog, which stays open, where only the choice is held against them', async () => {
    const onValue = renderPicker(
      anImageApi({
        resolveImage: async () => ({
          ...resolved,
          passed: false,
          rules: [
            {
              rule: 'requireSignature',
              passed: false,
              message: 'Not worded',
              wording: { message: { code: 'VERDICT_UNSIGNED' } },
            },
          ],
        }),
      }),
      { workspace: payments, requireSignature: true },
    );
    const dialog = await openTags();
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^1\.2\.0/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Use image' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The image must be signed, and it has no signature. Choose another version',
    );
    expect(onValue).not.toHaveBeenCalled();
  });
});
