import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { anImageApi, digest, resolved } from '../../__testUtils__';
import {
  image,
  imageField,
  openDialog,
  payments,
  renderForm,
  renderPicker,
} from '../__testUtils__';

const newest = { semverRange: '>=1', variant: 'alpine' };
const reference = 'registry.example.com/team/app';
const request = {
  workspace: payments,
  selection: { integrationId: 'one', repository: 'team/app' },
  policy: { pin: 'both', newest },
};
const found = {
  ...resolved,
  newest,
  resolvedAt: '2026-05-01T08:00:00.000Z',
};
const finding = () => anImageApi({ resolveImage: async () => found });

async function chooseRepository() {
  const dialog = await openDialog();
  await userEvent.click(
    await within(dialog).findByRole('option', { name: /^team\/app/ }),
  );
  return dialog;
}

describe('ImagePicker with a rule instead of a tag', () => {
  it('shows which tag it is now, and gives the repository alone', async () => {
    const api = finding();
    const onValue = renderPicker(api, { workspace: payments, newest });
    expect(
      await screen.findByText(
        'The task uses the newest tag that fits: semverRange >=1, variant alpine. Leave tag and digest out.',
      ),
    ).toBeInTheDocument();
    const dialog = await chooseRepository();
    expect(
      within(dialog).getByText(
        'Newest tag that fits: semverRange >=1, variant alpine',
      ),
    ).toBeInTheDocument();
    expect(
      await within(dialog).findByText('Newest now: 1.2.0'),
    ).toBeInTheDocument();
    expect(within(dialog).getByText(digest)).toBeInTheDocument();
    expect(api.resolveImage).toHaveBeenLastCalledWith(
      request,
      expect.anything(),
    );
    expect(api.listTags).not.toHaveBeenCalled();
    expect(
      within(dialog).queryByText('Reference format'),
    ).not.toBeInTheDocument();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Use image' }),
    );
    await waitFor(() => expect(onValue).toHaveBeenLastCalledWith(reference));
    expect(api.resolveImage).toHaveBeenLastCalledWith(request);
  });

  const asObject = { workspace: payments, newest, output: 'object' } as const;

  it('gives its rule with what is typed', async () => {
    const onValue = renderPicker(finding(), asObject);
    const field = await screen.findByRole('textbox', { name: /Image/ });
    expect(field).toHaveAttribute('placeholder', reference);
    await userEvent.type(field, 'a');
    expect(onValue).toHaveBeenLastCalledWith({ reference: 'a', newest });
  });

  it('gives its rule with the parts of a chosen image', async () => {
    const onValue = renderPicker(finding(), asObject);
    const dialog = await chooseRepository();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Use image' }),
    );
    await waitFor(() =>
      expect(onValue).toHaveBeenLastCalledWith({
        reference,
        integrationId: 'one',
        repository: 'team/app',
        imageHost: 'registry.example.com',
        newest,
      }),
    );
  });

  it('says that no tag fits, and looks again', async () => {
    const resolveImage = jest
      .fn<Promise<typeof found>, []>()
      .mockRejectedValueOnce(
        new IntegratedRegistryError({
          name: 'InputError',
          message: 'No tag of team/app fits',
          httpStatus: 400,
        }),
      )
      .mockResolvedValue(found);
    renderPicker(anImageApi({ resolveImage }), { workspace: payments, newest });
    const dialog = await chooseRepository();
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /The newest tag could not be found.*No tag of team\/app fits/,
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Retry' }),
    );
    expect(
      await within(dialog).findByText('Newest now: 1.2.0'),
    ).toBeInTheDocument();
  });

  it('names the other rules that the newest tag breaks', async () => {
    const rules = [
      { rule: 'platform' as const, passed: false, message: 'Not for s390x' },
      { rule: 'type' as const, passed: true, message: 'Fine' },
    ];
    renderPicker(
      anImageApi({
        resolveImage: async () => ({ ...found, passed: false, rules }),
      }),
      { workspace: payments, newest },
    );
    const dialog = await chooseRepository();
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('Not allowed by this template');
    expect(alert).toHaveTextContent('Not for s390x');
    expect(alert).not.toHaveTextContent('Fine');
  });

  it('is checked by its rule before the form goes on', async () => {
    const api = finding();
    renderForm(
      { image: image({}, { workspace: payments, newest }) },
      { image: reference },
      api,
    );
    expect(await imageField()).toHaveValue(reference);
    await userEvent.click(screen.getByRole('button', { name: /Review/ }));
    await waitFor(() =>
      expect(api.resolveImage).toHaveBeenCalledWith({
        workspace: payments,
        reference,
        policy: request.policy,
      }),
    );
  });

  it('has a chosen image checked as it was chosen', async () => {
    const api = finding();
    const value = {
      reference,
      integrationId: 'one',
      repository: 'team/app',
      newest,
    };
    renderForm(
      {
        image: image(
          { type: 'object' },
          { workspace: payments, newest, output: 'object' },
        ),
      },
      { image: value },
      api,
    );
    await imageField();
    await userEvent.click(screen.getByRole('button', { name: /Review/ }));
    await waitFor(() => expect(api.resolveImage).toHaveBeenCalledWith(request));
  });
});
