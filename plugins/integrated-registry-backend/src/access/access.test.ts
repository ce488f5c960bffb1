import { TestDatabases } from '@backstage/backend-test-utils';
import express, { Router } from 'express';
import { createServer } from 'node:http';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import {
  accessTable,
  ask,
  everybody,
  routesWithoutEntry,
  Row,
  Target,
} from '../__testUtils__/accessTable';
import { integrate } from '../__testUtils__/integrate';
import { routesOf } from '../__testUtils__/routesOf';
import { share } from '../__testUtils__/share';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const login = { username: 'robot', password: 'password-of-a-test' };

// Each test asks every route for everybody, also on a busy machine.
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('access on %s', databaseId => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let target: Target;

  beforeAll(async () => {
    registry = await RegistrySimulator.start({ login });
    registry.store.addImage('team/app', buildImage(), 'latest');
    portal = await startPortal({ knex: await databases.init(databaseId) });
    const { id } = await integrate(portal, { url: registry.url, ...login });
    target = { id, url: registry.url, workspace: 'group:default/payments' };
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  async function answersTo(row: Row, workspace: string): Promise<string> {
    const got: number[] = [];
    for (const person of everybody) {
      const { status } = await ask(portal, person, row, {
        ...target,
        workspace,
      });
      got.push(status);
    }
    return got.join(' ');
  }

  it('has an entry for every route of the router, and no other', () => {
    const served = portal.routes();
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
      expect(await answersTo(row, 'group:default/payments')).toBe(row.owned);
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
      share(portal, target.id, {
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
        expect(
          ofPayments(await answersTo(row, 'group:default/payments')),
        ).toEqual(ofPayments(row.owned));
      }
    });
  });
});
