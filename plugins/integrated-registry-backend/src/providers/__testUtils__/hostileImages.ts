import {
  hostileAnswers,
  hostileValues,
} from 'backstage-plugin-integrated-registry-node/testUtils';
import { buildImage, ContentStore, digestOf } from 'registry-simulator';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const TIME = '2026-01-31T12:00:00Z';

/** Tags of `addHostileImages`. */
export const hostileTags = ['platforms', 'layers', 'history', 'words'] as const;

/**
 * Images that anybody could push: more than 400 values which nobody expects, in an index, among layers, in a
 * history, and in a configuration of long words.
 */
export function addHostileImages(store: ContentStore, repository: string) {
  const image = buildImage();
  store.addImage(repository, image);
  const bytesOf = (content: object) => Buffer.from(JSON.stringify(content));
  const add = (tag: string, mediaType: string, content: object) => {
    const bytes = bytesOf({ schemaVersion: 2, mediaType, ...content });
    const digest = digestOf(bytes);
    store.addManifest(repository, { digest, mediaType, bytes }, tag);
  };
  const known = { digest: image.manifest.digest, size: 5, mediaType: MANIFEST };
  const layer = {
    ...known,
    mediaType: 'application/vnd.oci.image.layer.v1.tar',
  };
  const manifestOf = (config: object, layers: unknown[]) => {
    const bytes = bytesOf(config);
    const digest = store.addBlob(repository, bytes);
    return {
      config: { mediaType: CONFIG, digest, size: Number.MAX_SAFE_INTEGER },
      layers,
    };
  };
  const platform = {
    os: 'linux',
    architecture: 'amd64',
    variant: 'v1',
    'os.version': '1',
  };
  add('platforms', INDEX, {
    manifests: [
      { ...known, platform: { os: 'linux', architecture: 'amd64' } },
      ...hostileAnswers({ ...known, platform }, 150),
    ],
    annotations: textsOf(),
  });
  add(
    'layers',
    MANIFEST,
    manifestOf({ os: 'linux', architecture: 'amd64' }, [
      layer,
      ...hostileAnswers(layer, 100),
    ]),
  );
  add(
    'history',
    MANIFEST,
    manifestOf(
      {
        os: 'linux',
        architecture: 'amd64',
        history: hostileAnswers(
          { created: TIME, created_by: 'a', comment: 'b', empty_layer: true },
          100,
        ),
        config: { Labels: textsOf(), Cmd: hostileValues },
      },
      [layer],
    ),
  );
  const wide = '\u202E漢'.repeat(40_000);
  add(
    'words',
    MANIFEST,
    manifestOf(
      {
        os: wide,
        architecture: `amd64${wide}`,
        author: wide,
        created: wide,
        history: Array(250).fill({ created_by: wide.slice(0, 1_000) }),
        config: { User: wide, WorkingDir: wide, Entrypoint: [wide, wide] },
      },
      [layer],
    ),
  );
}

function textsOf(): Record<string, unknown> {
  return Object.fromEntries(
    hostileValues.flatMap((value, at) => [
      [`value-${at}`, value],
      ...(typeof value === 'string' ? [[value, 'name']] : []),
    ]),
  );
}
