import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anImageApi } from '../../__testUtils__';
import { image, imageField, renderForm } from '../__testUtils__';

const REFERENCE = 'registry.example.com/team/app:1';
const NOTE = 'Kept from before the page was reloaded.';

type Form = ReturnType<typeof renderForm>;

/** What the tab of the browser keeps. */
const kept = () => Object.values({ ...sessionStorage }).join();

/** A page that is reloaded is gone at once: nothing is unmounted, and the tab keeps what it has. */
function leaveByReload(form: Form) {
  const before = Object.entries({ ...sessionStorage });
  form.unmount();
  for (const [key, value] of before) {
    sessionStorage.setItem(key, String(value));
  }
}

const renderAgain = (properties: object, data = {}, user?: string) =>
  renderForm(properties, data, anImageApi(), {}, user);

describe('an image that was chosen before the page is reloaded', () => {
  afterEach(() => sessionStorage.clear());

  async function type(text: string, label = /^Image/) {
    const field = await screen.findByRole('textbox', { name: label });
    await userEvent.click(field);
    await userEvent.paste(text);
  }

  /** A form with this field, filled and reloaded. */
  async function reload(properties: object, text = REFERENCE) {
    const form = renderForm(properties);
    await type(text);
    await waitFor(() => expect(kept()).toContain(text));
    leaveByReload(form);
  }

  it('is there again, and says so until it is changed', async () => {
    await reload({ image: image() });
    renderAgain({ image: image() });
    expect(await screen.findByText(NOTE)).toBeInTheDocument();
    expect(await imageField()).toHaveValue(REFERENCE);
    await userEvent.clear(await imageField());
    expect(screen.queryByText(NOTE)).not.toBeInTheDocument();
    expect(kept()).toBe('');
  });

  it('is there again in each of several fields, and as an object', async () => {
    const properties = {
      image: image(),
      other: image(
        { title: 'Other', type: 'object' },
        { workspace: 'group:default/payments', output: 'object' },
      ),
    };
    const form = renderForm(properties);
    await type(REFERENCE);
    await type('nginx:1', /^Other/);
    await waitFor(() => expect(kept()).toMatch(/team\/app.*nginx|nginx.*team/));
    leaveByReload(form);
    renderAgain(properties);
    expect(await screen.findAllByText(NOTE)).toHaveLength(2);
    expect(await imageField()).toHaveValue(REFERENCE);
    expect(screen.getByRole('textbox', { name: /^Other/ })).toHaveValue(
      'nginx:1',
    );
  });

  it.each([
    ['what the form has', image(), { image: 'nginx:1' }, undefined, 'nginx:1'],
    ['another person', image(), {}, 'user:default/marco', ''],
    [
      'a template that takes another kind of value by now',
      image(
        { type: 'object' },
        { workspace: 'group:default/payments', output: 'object' },
      ),
      {},
      undefined,
      '',
    ],
  ])('does not come before %s', async (_, field, data, user, expected) => {
    await reload({ image: image() });
    renderAgain({ image: field, other: image({ title: 'Other' }) }, data, user);
    await type('busybox:1', /^Other/);
    // Once that is kept, everything before it has been restored.
    await waitFor(() => expect(kept()).toContain('busybox:1'));
    expect(await imageField()).toHaveValue(expected);
    expect(screen.queryByText(NOTE)).not.toBeInTheDocument();
  });

  it('is forgotten when the step is left', async () => {
    renderForm({ image: image() });
    await type(REFERENCE);
    await waitFor(() => expect(kept()).toContain(REFERENCE));
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await screen.findByRole('button', { name: 'Create' });
    expect(kept()).toBe('');
  });

  it('is not kept with a password in it', async () => {
    renderForm({ image: image(), other: image({ title: 'Other' }) });
    await type('http://user:hunter2@registry.example.com/team/app:1');
    await type(REFERENCE, /^Other/);
    await waitFor(() => expect(kept()).toContain(REFERENCE));
    expect(kept()).not.toContain('hunter2');
  });
});
