import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import {
  aPickerApi,
  goOn,
  namespace,
  namespaceField,
  openNamespaceList,
  payments,
  renderForm,
} from '../__testUtils__';

describe('the field for namespaces in a form', () => {
  it('holds the form where it is required and empty', async () => {
    renderForm({ namespace: namespace() }, {}, aPickerApi(), {
      required: ['namespace'],
    });
    const list = await openNamespaceList();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(list).not.toBeInTheDocument());
    // Its own input is not to be seen.
    const [input] = screen.getAllByRole('textbox', { hidden: true });
    expect(input).toBeInvalid();
    await goOn();
    expect(await namespaceField()).toBeInTheDocument();
    await userEvent.click(
      within(await openNamespaceList()).getByRole('option', {
        name: /^payments-dev/,
      }),
    );
    expect(input).toBeValid();
    await goOn();
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it('refuses a namespace that is not in the list', async () => {
    renderForm(
      { namespace: namespace() },
      { namespace: { cluster: 'production', namespace: 'foreign' } },
      aPickerApi(),
    );
    await namespaceField();
    await goOn();
    await waitFor(() =>
      expect(
        screen.getAllByText(
          /^foreign on production is not a namespace of this workspace/,
        ),
      ).toHaveLength(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('holds nobody up where the backend does not answer', async () => {
    renderForm(
      { namespace: namespace() },
      { namespace: { cluster: 'production', namespace: 'ns-0' } },
      aPickerApi({
        listNamespaceBindings: () => {
          throw new IntegratedRegistryError({
            name: 'ServiceUnavailableError',
            message: 'Away',
            httpStatus: 503,
          });
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The namespaces could not be loadedAway/,
    );
    await goOn();
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it.each([
    [
      { workspace: payments, imageFeld: 'app' },
      /There is no option "imageFeld"\. Did you mean imageField\?/,
    ],
    [{ workspace: 'user:default/y' }, /“user:default\/y” is of the kind user/],
  ])('says once what is wrong with the template: %j', async (options, told) => {
    renderForm(
      { namespace: namespace(options) },
      { namespace: { cluster: 'production', namespace: 'payments-dev' } },
      aPickerApi(),
    );
    expect(await screen.findByText(told)).toBeInTheDocument();
    await goOn();
    // And once above the form, with all of its errors.
    await screen.findByText(/^'Namespace'/);
    const around = (await namespaceField()).closest<HTMLElement>('.field')!;
    await waitFor(() =>
      expect(within(around).getAllByText(told)).toHaveLength(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });
});
