import { ContentStore } from '../content/ContentStore';
import { buildImage, buildIndex, Image } from '../content/images';

export interface DemoRepository {
  name: string;
  description: string;
  versions: string[];
  platforms: string[];
}

const FIRST_BUILD = Date.parse('2026-03-02T09:30:00Z');
const DAYS_BETWEEN = 23;

/**
 * Puts an image in all its versions into a store, the newest under `latest` too.
 *
 * @param prefix - stands before its name: `docker-local/`
 */
export function addDemoRepository(
  store: ContentStore,
  { name, description, versions, platforms }: DemoRepository,
  prefix = '',
): void {
  versions.forEach((version, at) => {
    const created = new Date(
      FIRST_BUILD + at * DAYS_BETWEEN * 86_400_000,
    ).toISOString();
    const images = platforms.map(architecture =>
      buildImage({
        architecture,
        created,
        labels: {
          'org.opencontainers.image.title': name,
          'org.opencontainers.image.description': description,
          'org.opencontainers.image.version': version,
          'org.opencontainers.image.created': created,
          'org.opencontainers.image.source': `https://git.example.com/${name}`,
          'org.opencontainers.image.vendor': 'Example Shop',
        },
        layers: [
          `base of ${name} for ${architecture}`,
          `${name} ${version} for ${architecture}`,
        ],
      }),
    );
    const image: Image = images.length > 1 ? buildIndex(images) : images[0];
    store.addImage(`${prefix}${name}`, image, version, created);
    if (at === versions.length - 1) {
      store.addImage(`${prefix}${name}`, image, 'latest', created);
    }
  });
}
