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

  it.each([
    [
      { repositorys: ['team/*'] },
      'There is no option "repositorys". Did you mean repositories?',
    ],
    [
      { tagPatern: '3.*' },
      'There is no option "tagPatern". Did you mean tagPattern?',
    ],
    [{ registries: 'notarray' }, /registries: .*expected array/],
    [{ types: 5 }, /types: .*expected array/],
    [{ pin: 'tags' }, /pin: /],
    [{ tagPattern: '(' }, /tagPattern: /],
  ])(
    'say which option cannot be read, and hold the form: %p',
    async (options, said) => {
      const onCreate = renderForm(
        { image: image({}, { workspace: payments, ...options }) },
        { image: 'registry.example.com/team/app:1.2.0' },
      );
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(
        /^The template has an option that cannot be read\. .* Ask the owner of the template to correct it\.$/,
      );
      expect(alert).toHaveTextContent(said);
      // What can be read counts, and the image can be looked for.
      expect(
        screen.getByRole('button', { name: 'Choose image' }),
      ).toBeEnabled();
      await userEvent.click(screen.getByRole('button', { name: 'Review' }));
      expect(await screen.findAllByText(said, { exact: false })).not.toEqual(
        [],
      );
      expect(onCreate).not.toHaveBeenCalled();
    },
  );

  it('say nothing of what is left blank, or meant for the form', async () => {
    renderForm({
      image: image(
        {},
        {
          workspace: payments,
          registries: [],
          tagPattern: '',
          platform: null,
          help: 'Ask us',
          placeholder: 'x',
        },
      ),
    });
    await imageField();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
