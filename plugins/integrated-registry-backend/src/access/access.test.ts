import express, { Router } from 'express';
import { createServer } from 'node:http';
import {
  accessTable,
  ask,
  everybody,
  routesWithoutEntry,
  Row,
} from '../__testUtils__/accessTable';
import { bindNamespace } from '../__testUtils__/bindNamespace';
import { clusterModule, silentCluster } from '../__testUtils__/clusterModule';
import { databases } from '../__testUtils__/databases';
import { routesOf } from '../__testUtils__/routesOf';
import { share } from '../__testUtils__/share';
import { useIntegration, workspace } from '../__testUtils__/useIntegration';

// Each test asks every route for everybody, also on a busy machine.
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('access on %s', databaseId => {
  const scene = useIntegration(databaseId, {
    features: [clusterModule(silentCluster('dev'))],
  });
  let bindingId: string;

  beforeAll(async () => {
    const bound = { cluster: 'dev', namespace: 'shop' };
    ({ id: bindingId } = await bindNamespace(scene.portal, bound));
  });

  async function answersTo(row: Row, asked: string): Promise<string> {
    const got: number[] = [];
    for (const person of everybody) {
      const { id, portal, registry } = scene;
      const target = { id, bindingId, url: registry.url, workspace: asked };
      const { status } = await ask(portal, person, row, target);
      got.push(status);
    }
    return got.join(' ');
  }

  it('has an entry for every route of the router, and no other', () => {
    const served = scene.portal.routes();
    expect(routesWithoutEntry(served)).toEqual([]);
    expect(accessTable.map(({ route }) => route.split('?')[0]).sort()).toEqual(
      served,
    );
  });

  it('would miss a route that has none', () => {
    const router = Router();
    router.get('/integrations/:id', () => {});
    router.delete('/integrations/:id/secrets', () => {});
    const app = express().use('/api', express.Router().use('/ours', router));
    const served = routesOf(createServer(app), '/api/ours');
    expect(routesWithoutEntry(served)).toEqual([
      'DELETE /integrations/:id/secrets',
    ]);
  });

  describe('to an integration of the workspace', () => {
    it.each(accessTable)('$route', async row => {
      expect(await answersTo(row, workspace)).toBe(row.owned);
    });
  });

  describe('to one that another workspace keeps to itself', () => {
    it.each(accessTable)('$route', async row => {
      expect(await answersTo(row, 'group:default/storefront')).toBe(
        row.foreign,
      );
    });
  });

  describe('to one that is shared with the workspace', () => {
    beforeAll(() =>
      share(scene.portal, scene.id, {
        with: 'workspaces',
        workspaces: ['group:default/storefront'],
      }),
    );

    it.each(accessTable)('$route', async row => {
      expect(await answersTo(row, 'group:default/storefront')).toBe(row.shared);
    });

    it('changes nothing for the workspace it belongs to', async () => {
      for (const row of accessTable) {
        const ofPayments = (answers: string) => answers.split(' ').slice(0, 4);
        expect(ofPayments(await answersTo(row, workspace))).toEqual(
          ofPayments(row.owned),
        );
      }
    });
  });
});
