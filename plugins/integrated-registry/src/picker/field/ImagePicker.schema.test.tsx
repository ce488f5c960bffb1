import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anImageApi, aRefusingApi, resolved } from '../../__testUtils__';
import { image, imageField, payments, renderForm } from '../__testUtils__';

const goOn = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Review' }));
const create = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Create' }));
const fieldOf = (text: HTMLElement) =>
  within(text.closest('.field') as HTMLElement);

const asObject = (more: object = {}) =>
  image({ type: 'object', ...more }, { workspace: payments, output: 'object' });

describe('what a schema says of the image picker', () => {
  it.each([
    ['a reference', image()],
    ['an object', asObject()],
  ])('holds the form where it is required and empty: %s', async (_, field) => {
    renderForm({ image: field }, {}, anImageApi(), { required: ['image'] });
    const text = await imageField();
    expect(text).toBeRequired();
    await goOn();
    expect(text).toBeInvalid();
    await userEvent.type(text, 'team/app:1');
    expect(text).toBeValid();
    await goOn();
    await screen.findByRole('button', { name: 'Create' });
  });

  it('tells a default that is not allowed, and keeps it', async () => {
    renderForm(
      { image: image({ default: 'team/app:1', 'ui:help': 'Ask us' }) },
      {},
      aRefusingApi('tagPattern'),
    );
    const text = await imageField();
    expect(text).toHaveValue('team/app:1');
    expect(text).toHaveAccessibleDescription(/Ask us/);
    await goOn();
    await waitFor(() =>
      expect(text).toHaveAccessibleDescription(/not team\/app:1/),
    );
    expect(text).toBeInvalid();
    expect(text).toHaveValue('team/app:1');
  });

  it.each([
    [
      { workspace: payments, repositorys: ['x'] },
      /There is no option "repositorys"/,
    ],
    [{ workspace: 'user:default/y' }, /“user:default\/y” is of the kind user/],
  ])('says once what is wrong with the template: %j', async (options, told) => {
    renderForm({ image: image({}, options) }, { image: 'team/app:1' });
    const text = await imageField();
    await goOn();
    await waitFor(() => expect(text).toBeInvalid());
    expect(fieldOf(text).getAllByText(told)).toHaveLength(1);
  });

  it('may be there several times, each with its own button and value', async () => {
    const api = anImageApi();
    const onCreate = renderForm(
      {
        image: image(),
        sidecar: image({ title: 'Sidecar' }, { workspace: 'group:web' }),
      },
      { image: 'team/app:1' },
      api,
    );
    await screen.findByRole('textbox', { name: /^Sidecar/ });
    const [first, second] = screen.getAllByRole('button', {
      name: 'Choose image',
    });
    expect(first).toHaveAccessibleDescription(/^Image/);
    expect(second).toHaveAccessibleDescription(/^Sidecar/);
    await userEvent.click(second);
    const dialog = await screen.findByRole('dialog', { name: 'Choose image' });
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    );
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^1\.2\.0/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Use image' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await goOn();
    await create();
    await waitFor(() =>
      expect(onCreate).toHaveBeenCalledWith({
        image: 'team/app:1',
        sidecar: resolved.reference,
      }),
    );
    expect(
      api.resolveImage.mock.calls.map(([{ workspace }]) => workspace),
    ).toEqual(['group:default/web', payments, 'group:default/web']);
  });

  it('is one of several ways to fill in a form', async () => {
    const onCreate = renderForm(
      { kind: { type: 'string', title: 'Kind', enum: ['own', 'image'] } },
      { kind: 'image', image: 'team/app:1' },
      aRefusingApi('tagPattern'),
      {
        dependencies: {
          kind: {
            oneOf: [
              {
                properties: {
                  kind: { enum: ['own'] },
                  source: { type: 'string', title: 'Source' },
                },
              },
              { properties: { kind: { enum: ['image'] }, image: image() } },
            ],
          },
        },
      },
    );
    const text = await imageField();
    await goOn();
    await waitFor(() =>
      expect(text).toHaveAccessibleDescription(/not team\/app:1/),
    );
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('hangs on another field of the same array item', async () => {
    renderForm(
      {
        containers: {
          type: 'array',
          items: {
            type: 'object',
            properties: { own: { type: 'boolean', title: 'Own image' } },
            dependencies: {
              own: {
                oneOf: [
                  { properties: { own: { const: false } } },
                  { properties: { own: { const: true }, image: image() } },
                ],
              },
            },
          },
        },
      },
      { containers: [{ own: false }, { own: true, image: 'team/app:1' }] },
      aRefusingApi('tagPattern'),
    );
    expect(await imageField()).toHaveValue('team/app:1');
    await goOn();
    expect(await screen.findAllByText(/not team\/app:1/)).not.toEqual([]);
  });

  it.each([
    [{}, 'Image', 'team/app:1'],
    [{ review: { name: 'What runs' } }, 'What runs', 'team/app:1'],
    [{ review: { mask: '*hidden*' } }, 'Image', '*hidden*'],
  ])('is reviewed as ui:backstage says: %j', async (options, name, value) => {
    renderForm(
      { image: image({ 'ui:backstage': options }) },
      { image: 'team/app:1' },
    );
    await imageField();
    await goOn();
    await screen.findByRole('button', { name: 'Create' });
    expect(screen.getByText(name)).toBeInTheDocument();
    expect(screen.getByText(value)).toBeInTheDocument();
  });
});
