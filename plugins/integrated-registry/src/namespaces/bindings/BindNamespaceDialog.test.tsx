import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IntegratedRegistryError,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { aBinding } from '../../__testUtils__';
import { openNamespaces, press } from '../__testUtils__';

describe('binding a namespace', () => {
  async function openForm() {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Bind namespace' }),
    );
    return screen.findByRole('dialog', { name: 'Bind namespace' });
  }

  async function choose(dialog: HTMLElement, cluster: string) {
    await userEvent.click(
      within(dialog).getByRole('button', { name: /Cluster/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: cluster }));
  }

  it('sends workspace, cluster, namespace and ServiceAccounts', async () => {
    const api = openNamespaces({
      createNamespaceBinding: ({ body }) =>
        aBinding({ namespace: body.namespace, cluster: body.cluster }),
    });
    const dialog = await openForm();
    await press(dialog, 'Bind namespace');
    const namespace = within(dialog).getByRole('textbox', {
      name: /^Namespace/,
    });
    expect(namespace).toHaveAccessibleDescription(/Enter the namespace/);
    expect(
      within(dialog).getByText('Choose a cluster', {
        selector: '.bui-FieldError',
      }),
    ).toBeVisible();
    expect(api.sent('createNamespaceBinding')).toEqual([]);

    await choose(dialog, 'staging');
    await userEvent.type(namespace, 'web-dev');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'ServiceAccounts to link' }),
      'default{Enter}builder',
    );
    await press(dialog, 'Change workspace');
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^Web/ }),
    );
    await press(dialog, 'Bind namespace');
    expect(
      await screen.findByText(/^web-dev on staging is bound/),
    ).toBeInTheDocument();
    expect(api.sent('createNamespaceBinding')).toEqual([
      {
        body: {
          workspace: 'group:default/web',
          cluster: 'staging',
          namespace: 'web-dev',
          serviceAccounts: ['default', 'builder'],
        },
      },
    ]);
  });

  it.each([
    [
      'a conflict',
      new IntegratedRegistryError({
        name: 'ConflictError',
        message: message('NAMESPACE_BOUND', {
          namespace: 'web-dev',
          cluster: 'staging',
          owner: 'group:default/web',
          workspace: 'group:default/payments',
        }),
        httpStatus: 409,
      }),
      /^Namespace/,
      /belongs to the workspace group:default\/web/,
    ],
    [
      'an issue',
      new IntegratedRegistryError({
        name: 'InputError',
        message: 'Wrong',
        httpStatus: 400,
        issues: [{ path: 'serviceAccounts.0', message: 'No such account' }],
      }),
      /^ServiceAccounts/,
      /No such account/,
    ],
  ])('puts %s at its field, and keeps what was typed', async (...row) => {
    const [, error, field, text] = row;
    openNamespaces({
      createNamespaceBinding: () => {
        throw error;
      },
    });
    const dialog = await openForm();
    await choose(dialog, 'staging');
    const namespace = within(dialog).getByRole('textbox', {
      name: /^Namespace/,
    });
    await userEvent.type(namespace, 'web-dev{Enter}');
    const wrong = within(dialog).getByRole('textbox', { name: field });
    await waitFor(() => expect(wrong).toHaveAccessibleDescription(text));
    expect(wrong).toHaveFocus();
    expect(namespace).toHaveValue('web-dev');
  });

  it('says at the cluster that there is no such one', async () => {
    openNamespaces({
      createNamespaceBinding: () => {
        throw new IntegratedRegistryError({
          name: 'InputError',
          message: message('CLUSTER_UNKNOWN', {
            cluster: 'staging',
            clusters: ['production'],
          }),
          httpStatus: 400,
        });
      },
    });
    const dialog = await openForm();
    await choose(dialog, 'staging');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Namespace/ }),
      'web-dev{Enter}',
    );
    expect(
      await within(dialog).findByText(/There is no cluster staging/, {
        selector: '.bui-FieldError',
      }),
    ).toBeVisible();
  });
});
