import { databases } from '../__testUtils__/databases';
import { share } from '../__testUtils__/share';
import { workspace } from '../__testUtils__/useIntegration';
import { by, useAudit } from './__testUtils__/useAudit';

describe.each(databases.eachSupportedId())(
  'audit of refusals on %s',
  databaseId => {
    const { scene, eventsOf } = useAudit(databaseId);

    it.each([
      ['role', workspace],
      ['absent', 'group:default/no-such-team'],
    ])(
      'tells that somebody has listed the integrations of a workspace that is not theirs: %s',
      async (reason, asked) => {
        const events = await eventsOf(async () => {
          const { status, body } = await scene.portal.call(
            'lena',
            `GET /integrations?workspace=${asked}`,
          );
          expect(status).toBe(200);
          expect(body).toEqual({
            items: [],
            complete: true,
            asOf: expect.any(String),
          });
        });
        expect(events).toEqual([
          expect.objectContaining({
            eventId: 'access-denied',
            who: by('lena'),
            meta: {
              refusal: expect.objectContaining({
                action: 'read',
                reason,
                workspace: asked,
              }),
            },
          }),
        ]);
      },
    );

    it.each([
      ['GET /images/parse?workspace=group:default/payments&reference=', ''],
      ['GET /repositories?workspace=group:default/payments&q=', ''],
      ['GET /integrations/:id/tags?repository=team/app&q=', ''],
      ['POST /images/resolve', 'reference'],
      ['POST /image-uses', 'reference'],
    ])(
      'keeps nothing of an image reference with a password in it: %s',
      async (route, field) => {
        const pasted = 'http://user:hunter2@registry.example.com/team/app:1';
        const events = await eventsOf(async () => {
          const { status, body } = await scene.portal.call(
            'lena',
            `${route.replace(':id', scene.id)}${
              field ? '' : encodeURIComponent(pasted)
            }`,
            field
              ? {
                  workspace,
                  [field]: pasted,
                  ...(route.endsWith('uses') && {
                    usedBy: 'component:default/shop',
                  }),
                }
              : undefined,
          );
          expect(status).toBe(400);
          expect(body.error.issues).toEqual([
            expect.objectContaining({
              message: expect.stringMatching(/has no user name or password/),
            }),
          ]);
          expect(JSON.stringify(body)).not.toContain('hunter2');
        });
        expect(events).toEqual([]);
      },
    );

    describe('tells operators why somebody was refused', () => {
      it.each([
        ['lena', `GET /integrations/:id`, 'read', 'role', 'other'],
        [
          'lena',
          'GET /integrations/:id/tags?repository=a',
          'use',
          'role',
          'other',
        ],
        ['lena', 'POST /integrations/:id/refresh', 'update', 'role', 'other'],
        ['marco', 'POST /integrations/:id/refresh', 'update', 'role', 'member'],
        ['marco', 'DELETE /integrations/:id', 'delete', 'role', 'member'],
        ['service', 'DELETE /integrations/:id', 'delete', 'role', 'service'],
      ] as const)('%s: %s', async (person, route, action, reason, role) => {
        const events = await eventsOf(() =>
          scene.portal.call(person, route.replace(':id', scene.id), undefined, {
            'If-Match': '"v1"',
          }),
        );
        expect(events).toEqual([
          expect.objectContaining({
            status: 'failed',
            meta: expect.objectContaining({
              refusal: {
                action,
                reason,
                role,
                workspace,
                integrationId: scene.id,
              },
            }),
          }),
        ]);
      });

      it.each([
        ['GET /integrations?workspace=group:default/payments', 'read', 'role'],
        ['GET /integrations?workspace=group:default/no-such', 'read', 'absent'],
        ['GET /repositories?workspace=group:default/payments', 'use', 'role'],
        [
          'GET /images/parse?workspace=group:default/payments&reference=nginx',
          'use',
          'role',
        ],
        ['GET /image-uses?workspace=group:default/no-such', 'use', 'absent'],
      ])(
        'with little severity where pages ask by themselves, lena: %s',
        async (route, action, reason) => {
          const events = await eventsOf(() => scene.portal.call('lena', route));
          expect(events).toEqual([
            expect.objectContaining({
              eventId: 'access-denied',
              status: 'failed',
              severityLevel: 'low',
              who: by('lena'),
              meta: { refusal: expect.objectContaining({ action, reason }) },
            }),
          ]);
        },
      );

      it.each([
        ['GET /integrations/:id', undefined],
        ['GET /integrations/guessed', undefined],
        ['GET /integrations/:id/tags?repository=team/app', undefined],
        [
          'POST /images/resolve',
          {
            workspace: 'group:default/storefront',
            selection: {
              integrationId: ':id',
              repository: 'team/app',
              tag: 'latest',
            },
          },
        ],
        [
          'POST /image-uses',
          { workspace, reference: 'nginx:1', usedBy: 'component:default/shop' },
        ],
        ['DELETE /integrations/:id', undefined],
        ['POST /integrations/:id/refresh', undefined],
        ['POST /connection-tests', { integrationId: ':id' }],
        [
          'POST /integrations',
          { workspace, type: 'docker', name: 'A', url: 'http://a' },
        ],
        ['GET /encryption-keys', undefined],
      ])(
        'with more where somebody guesses or would change something, lena: %s',
        async (route, body) => {
          const events = await eventsOf(() =>
            scene.portal.call(
              'lena',
              route.replace(':id', scene.id),
              body && JSON.parse(JSON.stringify(body).replace(':id', scene.id)),
              { 'If-Match': '"v1"' },
            ),
          );
          expect(events).toEqual([
            expect.objectContaining({
              status: 'failed',
              severityLevel: 'medium',
              meta: expect.objectContaining({ refusal: expect.anything() }),
            }),
          ]);
        },
      );

      it('where there is nothing behind an id', async () => {
        const [event] = await eventsOf(() =>
          scene.portal.call('lena', 'GET /integrations/guessed'),
        );
        expect(event.meta).toEqual({
          refusal: {
            action: 'read',
            reason: 'absent',
            integrationId: 'guessed',
          },
        });
      });

      it('where somebody would share', async () => {
        const [event] = await eventsOf(() =>
          share(scene.portal, scene.id, { with: 'everybody' }, 'priya'),
        );
        expect(event).toMatchObject({
          eventId: 'integration-share',
          meta: { refusal: { action: 'share', reason: 'role', workspace } },
        });
      });

      it('and not the one who was refused', () => {
        expect(scene.portal.answers.join()).not.toContain('refusal');
        expect(scene.portal.answers.join()).not.toContain('absent');
      });
    });
  },
);
