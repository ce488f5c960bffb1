import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './programs';

export interface Login {
  username: string;
  password: string;
}

interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
  platform?: { os: string; architecture: string };
  annotations?: Record<string, string>;
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const REF_NAME = 'org.opencontainers.image.ref.name';

/**
 * Makes an image for two platforms with umoci, as an OCI image layout.
 *
 * @returns the digest of the index
 */
export async function makeTwoPlatformLayout(
  layout: string,
  tag: string,
): Promise<string> {
  await mkdir(join(layout, '..'), { recursive: true });
  const umoci = (...args: string[]) => runProgram('umoci', args);
  await umoci('init', '--layout', layout);
  for (const architecture of ['amd64', 'arm64']) {
    const image = `${layout}:${architecture}`;
    await umoci('new', '--image', image);
    const content = join(layout, '..', `content-${architecture}`);
    await writeFile(content, `built for ${architecture}\n`);
    await umoci(
      'insert',
      '--rootless',
      '--image',
      image,
      content,
      '/etc/built-for',
    );
    await umoci(
      'config',
      '--image',
      image,
      '--os',
      'linux',
      '--architecture',
      architecture,
      '--config.entrypoint',
      '/bin/app',
      '--config.label',
      'org.opencontainers.image.title=app',
    );
  }
  return writeIndex(layout, tag);
}

/** umoci makes no indexes, so the one over both platforms is written by hand. */
async function writeIndex(layout: string, tag: string): Promise<string> {
  const path = join(layout, 'index.json');
  const all: { manifests: Descriptor[] } = JSON.parse(
    await readFile(path, 'utf8'),
  );
  const manifests = ['amd64', 'arm64'].map(architecture => {
    const found = all.manifests.find(
      ({ annotations }) => annotations?.[REF_NAME] === architecture,
    );
    if (!found) {
      throw new Error(`umoci has made no image for ${architecture}`);
    }
    const { mediaType, digest, size } = found;
    return { mediaType, digest, size, platform: { os: 'linux', architecture } };
  });
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests,
  });
  const hash = createHash('sha256').update(index).digest('hex');
  await writeFile(join(layout, 'blobs/sha256', hash), index);
  await writeFile(
    path,
    JSON.stringify({
      schemaVersion: 2,
      manifests: [
        {
          mediaType: INDEX,
          digest: `sha256:${hash}`,
          size: Buffer.byteLength(index),
          annotations: { [REF_NAME]: tag },
        },
      ],
    }),
  );
  return `sha256:${hash}`;
}

function credentials(kind: 'dest-creds' | 'creds', login?: Login): string[] {
  return login ? [`--${kind}`, `${login.username}:${login.password}`] : [];
}

/** Pushes an image of a layout, with all its platforms. */
export async function pushLayout(
  layout: string,
  tag: string,
  reference: string,
  login?: Login,
): Promise<void> {
  await runProgram('skopeo', [
    'copy',
    '--all',
    '--quiet',
    '--dest-tls-verify=false',
    ...credentials('dest-creds', login),
    `oci:${layout}:${tag}`,
    `docker://${reference}`,
  ]);
}

/** The digest of what a reference names, as skopeo tells it. */
export async function inspectDigest(
  reference: string,
  login?: Login,
): Promise<string> {
  const raw = await runProgram('skopeo', [
    'inspect',
    '--raw',
    '--tls-verify=false',
    ...credentials('creds', login),
    `docker://${reference}`,
  ]);
  return `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}

/** The tags of a repository, as skopeo lists them. */
export async function listTags(
  repository: string,
  login?: Login,
): Promise<string[]> {
  const { Tags: tags } = JSON.parse(
    await runProgram('skopeo', [
      'list-tags',
      '--tls-verify=false',
      ...credentials('creds', login),
      `docker://${repository}`,
    ]),
  );
  return tags;
}
