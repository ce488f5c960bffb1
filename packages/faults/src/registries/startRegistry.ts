import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildImage,
  createCertificates,
  FaceOptions,
} from 'registry-simulator';
import { ProviderType } from '../table/faults';
import {
  Certificates,
  HostileOptions,
  HostileRegistry,
} from './HostileRegistry';

const PASSWORD = 'the-password-of-the-portal';

/** How each registry is set up, and what an integration of it says. */
const kinds: Record<
  ProviderType,
  { face: FaceOptions; username: string; path: string; prefix: string }
> = {
  docker: {
    face: {
      login: { username: 'portal', password: PASSWORD },
      auth: 'bearer',
      // What a crawl remembers lasts for as long as a fault is looked at, however slow the machine is.
      tokenLifetimeSeconds: 1_800,
    },
    username: 'portal',
    path: '',
    prefix: 'team/',
  },
  harbor: {
    face: {
      harbor: {
        accounts: [
          { username: 'robot$portal', password: PASSWORD, kind: 'robot' },
        ],
      },
    },
    username: 'robot$portal',
    path: '',
    prefix: 'team/',
  },
  jfrog: {
    face: {
      artifactory: {
        accounts: [{ username: 'portal', password: PASSWORD }],
        repositories: [{ key: 'docker-local' }],
      },
    },
    username: 'portal',
    path: '/artifactory',
    prefix: 'docker-local/team/',
  },
};

const image = buildImage();

/** What a registry has at first. */
export const NAMES = ['api', 'app', 'web'];

/** A registry with a handful of images, and the integration that leads to it. */
export async function startRegistry(
  type: ProviderType,
  name: string,
  {
    maxPage,
    withoutLogin = false,
    ...options
  }: Pick<HostileOptions, 'certificates' | 'now'> & {
    /** Repositories in a page, of a Docker Registry. */
    maxPage?: number;
    /** It lets everybody in. */
    withoutLogin?: boolean;
  },
) {
  const { face, username, path, prefix } = kinds[type];
  const registry = await HostileRegistry.start({
    ...(!withoutLogin && face),
    ...options,
    ...(maxPage && { quirks: { maxPage } }),
  });
  for (const each of NAMES) {
    registry.store.addImage(prefix + each, image, '1.0.0');
  }
  const host = `${name}.registry.test:${registry.port}`;
  return {
    registry,
    host,
    prefix,
    /** The repository that is chosen. */
    repository: `${prefix}app`,
    integration: {
      type,
      name,
      url: `${options.certificates ? 'https' : 'http'}://${host}${path}`,
      username,
      password: PASSWORD,
    },
  };
}

/** Right and wrong certificates of `*.registry.test`, and the authority that the right one has. */
export async function makeCertificates(
  directory: string,
): Promise<{ authority: string; certificates: Certificates }> {
  const names = 'DNS:*.registry.test';
  const make = async (name: string, options: object) => {
    const folder = join(directory, name);
    await mkdir(folder, { recursive: true });
    const files = await createCertificates(folder, { names, ...options });
    return {
      authority: readFileSync(files.authority, 'utf8'),
      key: readFileSync(files.key),
      cert: readFileSync(files.certificate),
    };
  };
  const right = await make('right', {});
  const untrusted = await make('untrusted', {});
  const { authority } = right;
  // Of one authority each: all of them are trusted, and what is wrong is the certificate itself.
  const expired = await make('expired', { expired: true });
  const otherName = await make('other-name', { names: 'DNS:elsewhere.test' });
  return {
    authority: [authority, expired.authority, otherName.authority].join('\n'),
    certificates: { right, untrusted, expired, otherName },
  };
}
