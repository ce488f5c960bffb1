import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anImageApi, aRefusingApi } from '../../__testUtils__';
import { image, imageField, payments, renderForm } from '../__testUtils__';

const goOn = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Review' }));
const create = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Create' }));

const refusing = () => aRefusingApi('tagPattern');

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
    expect(await imageField()).toHaveValue('');
    await userEvent.click(screen.getByRole('button', { name: 'Choose image' }));
    await screen.findByRole('dialog', { name: 'Choose image' });
    expect(api.parseImage).not.toHaveBeenCalled();
  });

  it('goes on where a field was left blank', async () => {
    const onCreate = renderForm({ image: image() }, { image: null });
    await imageField();
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
    await imageField();
    await goOn();
    await create();
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    expect(api.resolveImage).not.toHaveBeenCalled();
    expect(api.parseImage).not.toHaveBeenCalled();
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
        screen.getByRole('button', { name: 'Choose image' }),
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
    await imageField();
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
    await imageField();
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
