import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  buildImage,
  DockerRegistry,
  pushContent,
  startDockerRegistry,
} from 'registry-simulator';
import { repositoryName } from './names';

const MANY_TAGS = 'scale/many-tags';

/** The names under which the repository of many tags is to be had. */
export const manyTags = (at: number) => `${MANY_TAGS}-${at}`;

export interface SeedOptions {
  /** Kept for the next run. */
  directory: string;
  repositories?: number;
  /** One repository of so many tags, under so many names. */
  tags?: { count: number; aliases: number };
}

/**
 * Debian's docker-registry with many repositories. One image is pushed over HTTP, the way clients
 * do; its repository is then copied within the registry's storage, which is what pushing the same
 * image again would leave there, in seconds instead of minutes.
 */
export async function startSeededRegistry(
  options: SeedOptions,
): Promise<DockerRegistry> {
  const { directory, repositories = 0, tags } = options;
  const registry = await startDockerRegistry({ directory });
  const marker = join(directory, 'seeded');
  if ((await readdir(directory)).includes('seeded')) {
    return registry;
  }
  await pushContent(registry.url, 'seed/image', '1.0.0', buildImage());
  const root = join(directory, 'storage/docker/registry/v2/repositories');
  const seed = join(root, 'seed/image');
  for (let at = 0; at < repositories; at++) {
    const target = join(root, repositoryName(at));
    await mkdir(dirname(target), { recursive: true });
    await cp(seed, target, { recursive: true });
  }
  if (tags) {
    const first = join(root, MANY_TAGS);
    await cp(seed, first, { recursive: true });
    const folder = join(first, '_manifests/tags');
    const [one, image] = [join(folder, '1.0.0'), join(first, 'tag')];
    await cp(one, image, { recursive: true });
    await rm(one, { recursive: true });
    // All tags name the same image, and a registry reads their names only.
    for (let at = 0; at < tags.count; at++) {
      await symlink(image, join(folder, `2.${at}.0`));
    }
    for (let at = 0; at < tags.aliases; at++) {
      await symlink(first, join(root, manyTags(at)));
    }
  }
  await rm(join(root, 'seed'), { recursive: true });
  await writeFile(marker, '');
  return registry;
}
