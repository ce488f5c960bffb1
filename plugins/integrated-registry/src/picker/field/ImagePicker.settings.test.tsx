import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anImageApi, aWorkspace, listingWorkspaces } from '../../__testUtils__';
import { image, imageField, payments, renderForm } from '../__testUtils__';

describe('the settings of the image picker in a template', () => {
  it('is called, described and helped with as the template says', async () => {
    renderForm({
      image: image({
        'ui:title': 'Base of it',
        'ui:description': 'Take a **small** one',
        'ui:help': 'Ask the platform team',
        'ui:placeholder': 'registry.corp/base',
      }),
    });
    const base = await screen.findByRole('textbox', { name: /^Base of it/ });
    expect(base).toHaveAttribute('placeholder', 'registry.corp/base');
    expect(screen.getByText('small').tagName).toBe('STRONG');
    expect(screen.getByText('Ask the platform team')).toBeInTheDocument();
    expect(base).toHaveAccessibleDescription(/Take a small one/);
    expect(base).not.toHaveFocus();
  });

  it.each([
    ['beside the options', { 'ui:autofocus': true }, {}],
    ['in the options', {}, { autofocus: true }],
  ])(
    'is where one begins to type, if the template says so %s',
    async (_, more, options) => {
      renderForm({
        image: image(more, { workspace: payments, ...options }),
      });
      expect(await imageField()).toHaveFocus();
    },
  );

  it.each([
    ['ui:readonly', { 'ui:readonly': true }, {}],
    ['readonly in ui:options', {}, { readonly: true }],
    ['readOnly of the schema', { readOnly: true }, {}],
  ])('can be read and not changed with %s', async (_, more, options) => {
    renderForm(
      { image: image(more, { workspace: payments, ...options }) },
      { image: 'team/app:1' },
    );
    const text = await imageField();
    expect(text).toHaveAttribute('readonly');
    expect(text).toBeEnabled();
    await userEvent.type(text, 'more');
    expect(text).toHaveValue('team/app:1');
    expect(screen.getByRole('button', { name: 'Choose image' })).toBeDisabled();
  });

  it.each([
    ['ui:disabled', { 'ui:disabled': true }, {}],
    ['disabled in ui:options', {}, { disabled: true }],
  ])('cannot be used with %s', async (_, more, options) => {
    const api = anImageApi({
      listWorkspaces: listingWorkspaces(
        aWorkspace(),
        aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
      ),
    });
    renderForm({ image: image(more, options) }, {}, api);
    expect(await imageField()).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Choose image' })).toBeDisabled();
    expect(
      await screen.findByRole('combobox', { name: 'Workspace' }),
    ).toBeDisabled();
  });
});
