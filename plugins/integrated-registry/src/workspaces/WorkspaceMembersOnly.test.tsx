import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { integratedRegistryApiRef } from '../api';
import { aFakeApi, listingWorkspaces } from '../__testUtils__';
import { WorkspaceMembersOnly } from './WorkspaceMembersOnly';

function renderEntry(api: ReturnType<typeof aFakeApi>) {
  renderInTestApp(
    <WorkspaceMembersOnly>
      <a href="/integrated-registry">Integrated Registry</a>
    </WorkspaceMembersOnly>,
    { apis: [[integratedRegistryApiRef, api]] },
  );
}

describe('WorkspaceMembersOnly', () => {
  it('shows its children to those who belong to a workspace', async () => {
    renderEntry(aFakeApi());
    expect(await screen.findByRole('link')).toHaveTextContent(
      'Integrated Registry',
    );
  });

  it('shows nothing to those who belong to none', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(),
    });
    renderEntry(api);
    await waitFor(() => expect(api.listWorkspaces).toHaveBeenCalled());
    await api.listWorkspaces.mock.results[0].value;
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
