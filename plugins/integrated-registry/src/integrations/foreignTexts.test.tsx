import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { ReactElement } from 'react';
import { aFakeApi, anIntegration } from '../__testUtils__';
import { integratedRegistryApiRef } from '../api';
import { ConnectionSteps } from './connectionTest';
import { RemoveDialog } from './remove/RemoveDialog';
import { HealthBadge } from './state/HealthBadge';
import { RepositoryIndexState } from './state/RepositoryIndexState';

const HOSTILE = 'team/\u202Eppa\u200B';
const SHOWN = 'team/‹U+202E›ppa‹U+200B›';

const failure = {
  code: 'UPSTREAM_ERROR',
  message: `why ${HOSTILE}`,
  remedy: `next ${HOSTILE}`,
} as const;
const { repositoryIndex, health } = anIntegration();

it.each<[string, texts: number, ReactElement]>([
  [
    'a connection test',
    4,
    <ConnectionSteps
      diagnosis={{
        ok: false,
        steps: [{ id: 'login', state: 'failed', message: HOSTILE, failure }],
        suggestion: { message: `use ${HOSTILE}` },
      }}
    />,
  ],
  ['a health', 1, <HealthBadge health={{ state: 'unhealthy', failure }} />],
  [
    'a failed crawl',
    2,
    <RepositoryIndexState
      integration={{
        name: 'x',
        health,
        repositoryIndex: { ...repositoryIndex, state: 'failed', failure },
      }}
    />,
  ],
  [
    'a removal',
    1,
    <RemoveDialog
      workspace="group:default/payments"
      integration={anIntegration()}
      onRemoved={() => {}}
      onClose={() => {}}
    />,
  ],
])('marks and isolates what others wrote in %s', async (_, texts, element) => {
  const use = {
    id: '1',
    workspace: 'group:default/payments',
    reference: HOSTILE,
    repository: 'team/app',
    usedBy: 'component:default/shop',
    usedAt: '2026-01-01T00:00:00.000Z',
    chosenBy: 'user:default/marco',
  };
  const api = aFakeApi({
    listImageUses: async () => ({
      items: [use],
      complete: true,
      asOf: '2026-01-01T00:00:00.000Z',
    }),
  });
  renderInTestApp(element, {
    apis: [[integratedRegistryApiRef, api]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  const shown = await screen.findAllByText(text => text.includes(SHOWN));
  expect(shown.map(({ tagName }) => tagName)).toEqual(Array(texts).fill('BDI'));
  expect(document.body.textContent).not.toMatch(/[\u202E\u200B]/);
});
