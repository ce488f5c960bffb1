import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, buildIndex, digestOf } from '../content/images';
import { fillDemo } from '../demo/fillDemo';
import {
  describeWithPrograms,
  inspectDigest,
  listTags,
  makeTwoPlatformLayout,
  pushLayout,
} from '../peers';
import { RegistrySimulator } from './RegistrySimulator';

describe('RegistrySimulator', () => {
  let simulator: RegistrySimulator;

  beforeEach(async () => {
    simulator = await RegistrySimulator.start();
  });

  afterEach(async () => {
    await simulator.stop();
  });

  it('serves manifests under their digest and their tag', async () => {
    const image = buildIndex([
      buildImage({ architecture: 'amd64' }),
      buildImage({ architecture: 'arm64' }),
    ]);
    simulator.store.addImage('team/app', image, '1.0.0');

    for (const reference of ['1.0.0', image.manifest.digest]) {
      const answer = await fetch(
        `${simulator.url}/v2/team/app/manifests/${reference}`,
        { headers: { accept: image.manifest.mediaType } },
      );
      const body = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('docker-content-digest')).toBe(digestOf(body));
      expect(digestOf(body)).toBe(image.manifest.digest);
    }
    const unknown = await fetch(`${simulator.url}/v2/team/app/manifests/2.0.0`);
    expect(unknown.status).toBe(404);
  });

  it('pages its lists, and the pages end', async () => {
    const image = buildImage();
    const tags = Array.from({ length: 7 }, (_, at) => `1.0.${at}`);
    tags.forEach(tag => simulator.store.addImage('team/app', image, tag));

    const seen: string[] = [];
    let path: string | undefined = '/v2/team/app/tags/list?n=3';
    while (path) {
      const answer: Response = await fetch(`${simulator.url}${path}`);
      seen.push(...(await answer.json()).tags);
      path = /<(.+)>/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(tags);
  });

  it('demands a login where it has one', async () => {
    const guarded = await RegistrySimulator.start({
      login: { username: 'robot', password: 'secret' },
    });
    const ask = async (authorization?: string) =>
      (
        await fetch(`${guarded.url}/v2/`, {
          headers: authorization ? { authorization } : {},
        })
      ).status;
    expect(await ask()).toBe(401);
    expect(await ask(`Basic ${btoa('robot:wrong')}`)).toBe(401);
    expect(await ask(`Basic ${btoa('robot:secret')}`)).toBe(200);
    await guarded.stop();
  });

  it('gives nothing to a client that cannot read it, or asks in the wrong repository', async () => {
    const image = buildImage();
    simulator.store.addImage('team/app', image, '1.0.0');
    simulator.store.addImage('team/other', buildImage({ layers: ['other'] }));
    const ask = async (path: string, init?: RequestInit) =>
      (await fetch(`${simulator.url}/v2/${path}`, init)).status;

    const headers = {
      accept: 'application/vnd.docker.distribution.manifest.v2+json',
    };
    expect(await ask('team/app/manifests/1.0.0', { headers })).toBe(404);
    const [{ digest }] = image.blobs;
    expect(await ask(`team/app/blobs/${digest}`)).toBe(200);
    expect(await ask(`team/other/blobs/${digest}`)).toBe(404);
  });

  it('refuses what it does not understand', async () => {
    simulator.store.addImage('team/app', buildImage(), '1.0.0');
    const ask = async (path: string, method: string) => {
      const answer = await fetch(`${simulator.url}/v2/${path}`, { method });
      const { errors } = await answer.json();
      return [answer.status, errors[0].code];
    };
    expect(await ask('%ff/tags/list', 'GET')).toEqual([400, 'NAME_INVALID']);
    expect(await ask('team/app/manifests/1.0.0', 'DELETE')).toEqual([
      405,
      'UNSUPPORTED',
    ]);
    expect(await ask('_catalog?n=0', 'GET')).toEqual([
      400,
      'PAGINATION_NUMBER_INVALID',
    ]);
    expect(simulator.store.tags('team/app')).toEqual(['1.0.0']);
  });

  it('fails on demand', async () => {
    simulator.setFaults({
      failWith: path => (path.endsWith('_catalog') ? 503 : undefined),
    });
    expect((await fetch(`${simulator.url}/v2/_catalog`)).status).toBe(503);
    expect((await fetch(`${simulator.url}/v2/`)).status).toBe(200);
  });

  describe('on demand', () => {
    const ask = (path = '_catalog') => fetch(`${simulator.url}/v2/${path}`);

    beforeEach(() => {
      simulator.store.addImage('team/app', buildImage(), '1.0.0');
    });

    it('limits how often it is asked, and says until when', async () => {
      simulator.setFaults({ rateLimit: { after: 2, retryAfter: 30 } });
      const answers = [await ask(), await ask(), await ask()];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(answers[2].headers.get('retry-after')).toBe('30');

      const until = new Date('2030-01-01T00:00:00Z');
      simulator.setFaults({ rateLimit: { retryAfter: until } });
      expect((await ask()).headers.get('retry-after')).toBe(
        'Tue, 01 Jan 2030 00:00:00 GMT',
      );
      simulator.setFaults({ rateLimit: {} });
      expect((await ask()).headers.has('retry-after')).toBe(false);
    });

    it('answers with a login page', async () => {
      simulator.setFaults({ garbage: true, only: path => path !== '/v2/' });
      const answer = await ask();
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<title>Log in</title>');
      expect(await (await ask('')).json()).toEqual({});
    });

    it('drips its answers, and they are right', async () => {
      simulator.setFaults({ dripMs: 1 });
      const reader = (await ask()).body!.getReader();
      const decoder = new TextDecoder();
      let text = '';
      let parts = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        parts += 1;
        text += decoder.decode(value);
      }
      expect(JSON.parse(text)).toEqual({ repositories: ['team/app'] });
      expect(parts).toBeGreaterThan(1);
    });

    it('cuts its answers off', async () => {
      simulator.setFaults({ cutAfter: 10 });
      const answer = await ask();
      expect(answer.status).toBe(200);
      await expect(answer.text()).rejects.toThrow();
    });

    it('sends bodies without end', async () => {
      simulator.setFaults({ endless: true });
      const leaving = new AbortController();
      const { body } = await fetch(`${simulator.url}/v2/_catalog`, {
        signal: leaving.signal,
      });
      const reader = body!.getReader();
      let size = 0;
      while (size < 4 * 1_024 * 1_024) {
        size += (await reader.read()).value?.length ?? 0;
      }
      leaving.abort();
      simulator.setFaults({});
      expect((await ask()).status).toBe(200);
    });
  });

  describeWithPrograms(describe, ['skopeo', 'umoci'], 'to skopeo', () => {
    let directory: string;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'simulator-test-'));
    });

    afterEach(async () => {
      await rm(directory, { recursive: true });
    });

    it('is a registry: images are pushed, listed and read', async () => {
      const layout = join(directory, 'layout');
      const digest = await makeTwoPlatformLayout(layout, '1.2.0');
      const repository = `${simulator.host}/team/app`;
      await pushLayout(layout, '1.2.0', `${repository}:1.2.0`);
      expect(await listTags(repository)).toEqual(['1.2.0']);
      expect(await inspectDigest(`${repository}:1.2.0`)).toBe(digest);
    }, 60_000);

    it('has the demo’s images, the same at every start', async () => {
      fillDemo(simulator.store);
      const other = await RegistrySimulator.start();
      fillDemo(other.store);
      const digests = await Promise.all(
        [simulator, other].map(({ host }) =>
          inspectDigest(`${host}/payments/checkout-api:2.0.0`),
        ),
      );
      expect(digests[0]).toBe(digests[1]);
      await other.stop();
    }, 60_000);
  });
});
