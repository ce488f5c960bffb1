import { screen, waitFor, within } from '@testing-library/react';
import { anImageApi, digest, resolved } from '../../__testUtils__';
import { chooseByMouse, openDialog, renderPicker } from '../__testUtils__';

describe('ImagePicker', () => {
  it('puts the chosen image into the form, as the backend has pinned it', async () => {
    const api = anImageApi();
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

  it('says which rules of the template an image breaks, and stays open', async () => {
    const onValue = renderPicker(
      anImageApi({
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
    renderPicker(anImageApi(), { workspaceField: 'workspace' }, {});
    expect(
      await screen.findByRole('button', { name: 'Choose image' }),
    ).toBeDisabled();
    expect(
      screen.getByText(/Choose the workspace above first/),
    ).toBeInTheDocument();
  });

  it('reads the short form of an entity ref', async () => {
    const api = anImageApi();
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
    const onValue = renderPicker(anImageApi(), {
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
});
