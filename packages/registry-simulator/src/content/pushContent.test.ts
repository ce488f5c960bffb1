import { describeWithPrograms, startDockerRegistry } from '../peers';
import { RegistrySimulator } from '../simulator/RegistrySimulator';
import { buildImage, buildIndex, digestOf } from './images';
import { pushContent } from './pushContent';

const login = { username: 'robot', password: 'a-password-of-a-test' };
const authorization = `Basic ${btoa(`${login.username}:${login.password}`)}`;
const image = buildIndex([
  buildImage({ architecture: 'amd64', layers: ['base', 'for amd64'] }),
  buildImage({ architecture: 'arm64', layers: ['base', 'for arm64'] }),
]);

interface Running {
  url: string;
  stop(): Promise<void>;
}

function describePush(start: () => Promise<Running>) {
  let registry: Running;

  beforeEach(async () => {
    registry = await start();
  }, 60_000);

  afterEach(async () => {
    await registry.stop();
  });

  it('uploads an image with its platforms and all that they name', async () => {
    await pushContent(registry.url, 'team/app', '1.0.0', image, {
      authorization,
    });
    const pull = async (path: string, accept: string) => {
      const answer = await fetch(`${registry.url}/v2/team/app/${path}`, {
        headers: { accept, authorization },
      });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };

    const index = await pull('manifests/1.0.0', image.manifest.mediaType);
    expect(digestOf(index)).toBe(image.manifest.digest);
    for (const { manifest, blobs } of image.children) {
      const pulled = await pull(
        `manifests/${manifest.digest}`,
        manifest.mediaType,
      );
      expect(pulled).toEqual(manifest.bytes);
      for (const blob of blobs) {
        expect(await pull(`blobs/${blob.digest}`, '*/*')).toEqual(blob.bytes);
      }
    }
  });

  it('says what was refused', async () => {
    await expect(
      pushContent(registry.url, 'team/app', '1.0.0', image),
    ).rejects.toThrow(/POST .*\/team\/app\/blobs\/uploads\/ .* 401/);
  });
}

describe('pushContent to the simulator', () => {
  describePush(() => RegistrySimulator.start({ login }));
});

describeWithPrograms(
  describe,
  ['docker-registry', 'htpasswd'],
  'pushContent to docker-registry',
  () => {
    describePush(() => startDockerRegistry({ login }));
  },
);
