import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { storageApiRef } from '@backstage/frontend-plugin-api';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentProps } from 'react';
import { integratedRegistryApiRef } from '../../api';
import {
  anImageApi,
  aWorkspace,
  FakeApi,
  listingWorkspaces,
  resolved,
} from '../../__testUtils__';
import { ImagePicker } from './ImagePicker';
import { validateImage } from './validateImage';

type StepperProps = ComponentProps<typeof Stepper>;

const payments = 'group:default/payments';

const image = (
  more: object = {},
  options: object = { workspace: payments },
) => ({
  title: 'Image',
  type: 'string',
  'ui:field': 'RegistryImagePicker',
  'ui:options': options,
  ...more,
});

/** The form of a template, as Backstage draws it. */
function renderForm(
  properties: object,
  formData: Record<string, unknown> = {},
  api: FakeApi = anImageApi(),
  more: object = {},
) {
  const onCreate = jest.fn(async () => {});
  const props = {
    manifest: {
      title: 'A template',
      steps: [{ title: 'First', schema: { properties, ...more } }],
    },
    extensions: [
      {
        name: 'RegistryImagePicker',
        component: ImagePicker,
        validation: validateImage,
      },
    ],
    initialState: formData,
    onCreate,
  };
  renderInTestApp(<Stepper {...(props as unknown as StepperProps)} />, {
    apis: [
      [integratedRegistryApiRef, api],
      [storageApiRef, mockApis.storage()],
    ],
  });
  return onCreate;
}

const field = () => screen.findByRole('textbox', { name: /^Image/ });
const goOn = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Review' }));
const create = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Create' }));

const refusing = () =>
  anImageApi({
    resolveImage: async ({ reference }) => ({
      ...resolved,
      passed: false,
      rules: [
        { rule: 'tagPattern', passed: false, message: `not ${reference}` },
      ],
    }),
  });

describe('the image picker in a form of Backstage', () => {
  it.each([
    ['null', null],
    ['a number', 7],
    ['an array', []],
    ['an object without a reference', {}],
    ['an object with null for a reference', { reference: null }],
  ])('shows an empty field where the form data holds %s', async (_, value) => {
    const api = anImageApi();
    renderForm({ image: image() }, { image: value }, api);
    expect(await field()).toHaveValue('');
    await userEvent.click(screen.getByRole('button', { name: 'Choose Image' }));
    await screen.findByRole('dialog', { name: 'Choose Image' });
    expect(api.parseImage).not.toHaveBeenCalled();
  });

  it('goes on where a field was left blank', async () => {
    const onCreate = renderForm({ image: image() }, { image: null });
    await field();
    await goOn();
    await create();
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
  });

  it('asks the backend nothing about an object field that is empty', async () => {
    const api = anImageApi();
    const onCreate = renderForm(
      {
        image: image(
          { type: 'object' },
          { workspace: payments, output: 'object' },
        ),
      },
      {},
      api,
    );
    await field();
    await goOn();
    await create();
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    expect(api.resolveImage).not.toHaveBeenCalled();
    expect(api.parseImage).not.toHaveBeenCalled();
  });

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
      expect(await field()).toHaveFocus();
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
    const text = await field();
    expect(text).toHaveAttribute('readonly');
    expect(text).toBeEnabled();
    await userEvent.type(text, 'more');
    expect(text).toHaveValue('team/app:1');
    expect(screen.getByRole('button', { name: 'Choose Image' })).toBeDisabled();
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
    expect(await field()).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Choose Image' })).toBeDisabled();
    expect(
      await screen.findByRole('combobox', { name: 'Workspace' }),
    ).toBeDisabled();
  });

  it('takes the workspace beside it in an item of an array, and else that of the form', async () => {
    const api = anImageApi();
    renderForm(
      {
        owner: { type: 'string' },
        containers: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              owner: { type: 'string' },
              image: image({}, { workspaceField: 'owner' }),
            },
          },
        },
      },
      {
        owner: payments,
        containers: [
          { owner: 'web', image: 'team/a:1' },
          { image: 'team/b:1' },
        ],
      },
      api,
    );
    await waitFor(() =>
      expect(
        new Set(
          api.searchRepositories.mock.calls.map(([{ workspace }]) => workspace),
        ),
      ).toEqual(new Set(['group:default/web', payments])),
    );
    await goOn();
    await screen.findByRole('button', { name: 'Create' });
    expect(
      api.resolveImage.mock.calls.map(([{ workspace, reference }]) => [
        workspace,
        reference,
      ]),
    ).toEqual([
      ['group:default/web', 'team/a:1'],
      [payments, 'team/b:1'],
    ]);
  });

  it.each<[string, object, Record<string, unknown>, string]>([
    [
      'an array of images',
      { images: { type: 'array', items: image() } },
      { images: ['team/a:1'] },
      'Item 1: not team/a:1',
    ],
    [
      'the items of an array',
      {
        containers: {
          type: 'array',
          items: { type: 'object', properties: { image: image() } },
        },
      },
      { containers: [{}, { image: 'team/b:1' }] },
      'Item 2: not team/b:1',
    ],
    [
      'an object in an object',
      {
        spec: {
          type: 'object',
          properties: {
            main: { type: 'object', properties: { image: image() } },
          },
        },
      },
      { spec: { main: { image: 'team/c:1' } } },
      'not team/c:1',
    ],
  ])(
    'does not go on with a refused image in %s',
    async (_, properties, data, told) => {
      renderForm(properties, data, refusing());
      await screen.findAllByRole('textbox', { name: /^Image/ });
      await goOn();
      expect((await screen.findAllByText(told)).length).toBeGreaterThan(0);
      expect(
        screen.queryByRole('button', { name: 'Create' }),
      ).not.toBeInTheDocument();
    },
  );

  it.each([
    [
      { workspaceField: 'owner' },
      '“user:default/x” is of the kind user, and a workspace is a group, such as group:default/payments. Choose a group in the field “owner”.',
    ],
    [
      { workspace: 'user:default/y' },
      '“user:default/y” is of the kind user, and a workspace is a group, such as group:default/payments. The template names it: ask the owner of the template.',
    ],
  ])(
    'says what is wrong with a workspace that is a person: %j',
    async (options, told) => {
      const api = anImageApi();
      renderForm(
        { owner: { type: 'string' }, image: image({}, options) },
        { owner: 'user:default/x' },
        api,
      );
      expect(await screen.findByRole('alert')).toHaveTextContent(told);
      expect(
        screen.getByRole('button', { name: 'Choose Image' }),
      ).toBeDisabled();
      expect(api.searchRepositories).not.toHaveBeenCalled();
    },
  );

  it('takes an empty list of the options for no rule', async () => {
    const api = anImageApi();
    renderForm(
      {
        image: image(
          {},
          { workspace: payments, registries: [], types: [], repositories: [] },
        ),
      },
      { image: 'team/a:1' },
      api,
    );
    await field();
    await goOn();
    await screen.findByRole('button', { name: 'Create' });
    expect(api.resolveImage).toHaveBeenCalledWith({
      workspace: payments,
      reference: 'team/a:1',
      policy: { pin: 'both' },
    });
  });

  it('completes a workspace that the template names in short', async () => {
    const api = anImageApi();
    renderForm({ image: image({}, { workspace: 'payments' }) }, {}, api);
    await waitFor(() =>
      expect(api.searchRepositories).toHaveBeenCalledWith(
        expect.objectContaining({ workspace: payments }),
        expect.anything(),
      ),
    );
  });

  it('keeps the image of a condition that was switched off, for the task to check', async () => {
    const onCreate = renderForm(
      { custom: { type: 'boolean', title: 'Own image' } },
      { custom: true, image: 'team/a:1' },
      anImageApi(),
      {
        dependencies: {
          custom: {
            oneOf: [
              { properties: { custom: { const: false } } },
              { properties: { custom: { const: true }, image: image() } },
            ],
          },
        },
      },
    );
    await field();
    await userEvent.click(screen.getByRole('checkbox', { name: /Own image/ }));
    await waitFor(() =>
      expect(
        screen.queryByRole('textbox', { name: /^Image/ }),
      ).not.toBeInTheDocument(),
    );
    await goOn();
    await create();
    await waitFor(() =>
      expect(onCreate).toHaveBeenCalledWith({
        custom: false,
        image: 'team/a:1',
      }),
    );
  });
});
