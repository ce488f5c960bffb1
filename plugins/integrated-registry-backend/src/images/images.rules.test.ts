import {
  buildImage,
  HarborPermission,
  RegistrySimulator,
} from 'registry-simulator';
import { integrate } from '../__testUtils__/integrate';
import { FrontAnswer } from '../__testUtils__/RegistryFront';
import { useImages } from './__testUtils__/useImages';

const amd64 = buildImage({ architecture: 'amd64' });

describe('choosing an image', () => {
  const { scene, use, resolve } = useImages();

  describe('that must be signed', () => {
    const policy = { requireSignature: true };
    const { digest } = amd64.manifest;
    const signatureTag = `${digest.replace(':', '-')}.sig`;
    const told =
      /^The image must be signed, and it has no signature. Choose another version$/;

    beforeEach(() => scene.registry.store.addImage('team/app', amd64, '1.0'));

    it.each<[string, FrontAnswer, RegExp]>([
      [
        'a web page',
        { headers: { 'content-type': 'text/html' }, body: '<html>' },
        told,
      ],
      [
        'a redirect to a console that is nowhere',
        { code: 302, headers: { location: 'http://console.invalid/' } },
        told,
      ],
      ['JSON of another kind', { body: '{"status":"ok"}' }, told],
      ['status 400', { code: 400 }, told],
      [
        'status 403',
        { code: 403 },
        /^The image must be signed, and its signatures could not be read. The registry does not allow .*read what refers to team\/app@sha256:/,
      ],
      [
        'status 500',
        { code: 500 },
        /^The image must be signed, and its signatures could not be read. The registry failed with HTTP 500/,
      ],
    ])(
      'is judged by tags where the referrers address answers %s',
      async (_, answer, message) => {
        await use((_method, path) =>
          path.includes('/referrers/') ? answer : undefined,
        );
        const unsigned = await resolve({ tag: '1.0' }, policy);
        expect([unsigned.status, unsigned.body.passed]).toEqual([200, false]);
        expect(unsigned.body.rules).toEqual([
          {
            rule: 'requireSignature',
            passed: false,
            message: expect.stringMatching(message),
            wording: {
              message: expect.objectContaining({ code: expect.any(String) }),
            },
          },
        ]);
        scene.registry.store.addImage(
          'team/app',
          buildImage({ layers: ['signature'] }),
          signatureTag,
        );
        const signed = await resolve({ tag: '1.0' }, policy);
        expect(signed.body.passed).toBe(true);
      },
    );

    it('has a verdict, and no error, where nothing about signatures can be found out', async () => {
      await use((_method, path) =>
        path.includes('/referrers/') || path.includes('/sha256-')
          ? { code: 403 }
          : undefined,
      );
      const { status, body } = await resolve({ tag: '1.0' }, policy);
      expect([status, body.passed, body.digest]).toEqual([200, false, digest]);
      expect(body.rules[0].message).toMatch(/could not be read/);
    });
  });

  describe('from Harbor, whose vulnerabilities must be low', () => {
    const policy = { maxSeverity: 'low' };
    const robot = { username: 'robot$portal', password: 'canary-2f60c1' };

    async function useHarbor(permissions: HarborPermission[]) {
      await scene.registry.stop();
      scene.registry = await RegistrySimulator.start({
        onToken: scene.portal.onToken,
        harbor: {
          accounts: [{ ...robot, kind: 'robot', permissions }],
          scanned: ['team/app:1.0'],
        },
      });
      scene.registry.store.addImage('team/app', amd64, '1.0');
      const { url } = scene.registry;
      ({ id: scene.id } = await integrate(scene.portal, {
        type: 'harbor',
        url,
        ...robot,
      }));
    }

    it('is judged by the summary where the report may not be read', async () => {
      await useHarbor(['repository:list', 'repository:pull', 'artifact:read']);
      const { status, body } = await resolve({ tag: '1.0' }, policy);
      expect([status, body.passed]).toEqual([200, false]);
      expect(body.rules).toEqual([
        {
          rule: 'maxSeverity',
          passed: false,
          message:
            'The image must have no vulnerability above low, and it has one that is critical. Choose another version',
          wording: {
            message: expect.objectContaining({ code: 'VERDICT_SEVERITY' }),
          },
        },
      ]);
      const allowed = await resolve(
        { tag: '1.0' },
        { maxSeverity: 'critical' },
      );
      expect(allowed.body.passed).toBe(true);
    });

    it('lists every tag where artifacts may not be listed, and says what is not known', async () => {
      await useHarbor(['repository:list', 'repository:pull']);
      const { status, body } = await scene.portal.call(
        'marco',
        `GET /integrations/${scene.id}/tags?repository=team/app`,
      );
      expect([status, body.complete]).toEqual([200, true]);
      expect(body.items).toEqual([{ name: '1.0' }]);
      expect(body.gaps).toEqual([
        {
          scope: { kind: 'repository', name: 'team/app' },
          code: 'DETAILS',
          message:
            'Times and sizes of the tags of team/app are not known: Harbor does not let this account list artifacts.',
          remedy:
            'Give the account the permission “Artifact: List” in this project of Harbor.',
          wording: {
            message: {
              code: 'HARBOR_NO_DETAILS',
              params: { repository: 'team/app' },
            },
            remedy: {
              code: 'HARBOR_GIVE_PERMISSION',
              params: { permission: 'Artifact: List' },
            },
          },
          permission: 'Artifact: List',
        },
      ]);
    });

    it('has a verdict, and no error, where nothing is left to judge by', async () => {
      await useHarbor(['repository:list', 'repository:pull']);
      const { status, body } = await resolve({ tag: '1.0' }, policy);
      expect([status, body.passed]).toEqual([200, false]);
      expect(body.rules[0].message).toMatch(
        /^The image must have no vulnerability above low, and its vulnerabilities could not be read. .* Give the account the permission “Artifact: Read” in this project of Harbor.$/,
      );
    });
  });
});
