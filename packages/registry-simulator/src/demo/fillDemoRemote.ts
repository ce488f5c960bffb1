import { ContentStore } from '../content/ContentStore';
import { addDemoRepository, DemoRepository } from './addDemoRepository';

const platforms = ['amd64', 'arm64'];
const cached: DemoRepository[] = [
  {
    name: 'library/alpine',
    description: 'A small base image',
    versions: ['3.20.6', '3.21.3', '3.22.0'],
    platforms,
  },
  {
    name: 'library/nginx',
    description: 'Web server and reverse proxy',
    versions: ['1.26.3', '1.27.4', '1.28.0'],
    platforms,
  },
];
const notCached: DemoRepository[] = [
  {
    name: 'library/redis',
    description: 'Keeps data in memory',
    versions: ['7.4.2', '8.0.1'],
    platforms,
  },
];

/**
 * What a remote repository of Artifactory could fetch from elsewhere, and what of it has been.
 *
 * @param key - `docker-remote`
 */
export function fillDemoRemote(store: ContentStore, key: string): void {
  for (const repository of [...cached, ...notCached]) {
    addDemoRepository(store, repository, `${key}/`);
  }
  for (const repository of cached) {
    addDemoRepository(store, repository, `${key}-cache/`);
  }
}
