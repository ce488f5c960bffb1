import { buildImage, RegistrySimulator } from 'registry-simulator';
import { workspace } from '../__testUtils__/useIntegration';
import { useRegistriesPortal } from './__testUtils__/RegistriesPortal';
import { twoPlatforms as image } from '../__testUtils__/twoPlatforms';

const robot = { username: 'robot$portal', password: 'canary-8b1f0e22d4' };
const { digest } = image.manifest;

describe('the backend with Harbor', () => {
  const scene = useRegistriesPortal();

  describe('Harbor', () => {
    let harbor: RegistrySimulator;
    let id: string;

    beforeAll(async () => {
      harbor = await RegistrySimulator.start({
        onToken: scene.portal.onToken,
        harbor: {
          accounts: [{ ...robot, kind: 'robot' }],
          projects: [{ name: 'library', public: true }],
          scanned: ['team/app:2.0'],
        },
      });
      const { store } = harbor;
      store.addImage('library/base', image, '1.0');
      store.addImage('team/app', image, '10.0', '2026-01-01T00:00:00.000Z');
      store.addImage(
        'team/app',
        buildImage({ layers: ['scanned'] }),
        '2.0',
        '2026-02-01T00:00:00.000Z',
      );
      const hex = digest.slice('sha256:'.length);
      store.addImage(
        'team/app',
        buildImage({ layers: ['signature'] }),
        `sha256-${hex}.sig`,
      );
    });

    afterAll(() => harbor.stop());

    const settings = () => ({
      type: 'harbor',
      name: 'Company Harbor',
      url: `${harbor.url}/harbor/projects`,
      ...robot,
    });

    it('demands user name and password', async () => {
      const { status, body } = await scene.registries.tryIntegrate({
        ...settings(),
        username: undefined,
        password: undefined,
      });
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/Harbor needs a user name and a pass/);
    });

    it('refuses a wrong secret, though Harbor shows what is public', async () => {
      const { status, body } = await scene.registries.tryIntegrate({
        ...settings(),
        password: 'wrong',
      });
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toMatch(/"UNAUTHORIZED"/);
    });

    it('is integrated, searched by project, and has its newest tag first', async () => {
      id = await scene.registries.integrate(settings());
      const { body: found } = await scene.portal.call(
        'marco',
        `GET /repositories?workspace=${workspace}&project=team`,
      );
      expect(found.items).toEqual([
        expect.objectContaining({
          name: 'team/app',
          project: 'team',
          visibility: 'private',
          imageHost: harbor.host,
        }),
      ]);
      const { body: tags } = await scene.portal.call(
        'marco',
        `GET /integrations/${id}/tags?repository=team/app`,
      );
      expect(tags.sortedBy).toBe('pushedAt');
      expect(tags.items.map(({ name }: { name: string }) => name)).toEqual([
        '2.0',
        '10.0',
      ]);
    });

    it('tells the vulnerabilities of what was scanned', async () => {
      const tag = await scene.registries.resolve({
        reference: `${harbor.host}/team/app:2.0`,
      });
      const { body } = await scene.portal.call(
        'marco',
        `GET /integrations/${id}/vulnerabilities?repository=team/app&digest=${tag.digest}`,
      );
      expect(body).toMatchObject({
        state: 'finished',
        severity: 'critical',
        counts: { critical: 1, high: 1, medium: 1, low: 1 },
        fixable: 2,
        digest: tag.digest,
      });
    });

    it('has what was not scanned scanned', async () => {
      const query = `repository=team/app&digest=${digest}`;
      const path = `GET /integrations/${id}/vulnerabilities?${query}`;
      expect((await scene.portal.call('marco', path)).body.state).toBe(
        'notScanned',
      );
      const { status, body } = await scene.portal.call(
        'marco',
        `POST /integrations/${id}/scan`,
        { repository: 'team/app', digest },
      );
      expect([status, body.state]).toEqual([202, 'queued']);
    });

    it('holds images against what a template demands', async () => {
      const policy = { maxSeverity: 'high', requireSignature: true };
      const bad = await scene.registries.resolve({
        reference: `${harbor.host}/team/app:2.0`,
        policy,
      });
      expect(bad.passed).toBe(false);
      expect(bad.rules).toEqual([
        {
          rule: 'maxSeverity',
          passed: false,
          message:
            'The image must have no vulnerability above high, and it has one that is critical. Choose another version',
          wording: {
            message: expect.objectContaining({ code: 'VERDICT_SEVERITY' }),
          },
        },
        expect.objectContaining({ rule: 'requireSignature', passed: false }),
      ]);
      const signed = await scene.registries.resolve({
        reference: `${harbor.host}/team/app:10.0`,
        policy: { requireSignature: true },
      });
      expect(signed.passed).toBe(true);
      const lenient = await scene.registries.resolve({
        reference: `${harbor.host}/team/app:2.0`,
        policy: { maxSeverity: 'critical' },
      });
      expect(lenient.passed).toBe(true);
    });
  });

  it('has let no secret out', () => {
    const { told } = scene.registries;
    expect(told).toContain('Company Harbor');
    expect(told).not.toContain(robot.password);
  });
});
