import { ContentStore } from '../content/ContentStore';
import { buildImage, buildIndex, Image } from '../content/images';

interface DemoRepository {
  name: string;
  description: string;
  versions: string[];
  platforms: string[];
}

const repositories: DemoRepository[] = [
  {
    name: 'payments/checkout-api',
    description: 'Takes orders and starts payments',
    versions: ['1.0.0', '1.1.0', '1.2.0', '1.2.1', '2.0.0-rc.1', '2.0.0'],
    platforms: ['amd64', 'arm64'],
  },
  {
    name: 'payments/fraud-detection',
    description: 'Scores payments before they are taken',
    versions: ['0.9.0', '0.9.1', '0.10.0', '0.11.0'],
    platforms: ['amd64'],
  },
  {
    name: 'payments/ledger',
    description: 'Double-entry bookkeeping',
    versions: ['3.4.0', '3.4.1', '3.5.0', '3.10.0'],
    platforms: ['amd64', 'arm64'],
  },
  {
    name: 'payments/receipt-mailer',
    description: 'Sends receipts',
    versions: ['1.0.0', '1.0.1'],
    platforms: ['amd64'],
  },
  {
    name: 'platform/base-node',
    description: 'Base image for Node services',
    versions: ['22.11.0', '24.1.0', '24.2.0'],
    platforms: ['amd64', 'arm64'],
  },
  {
    name: 'platform/postgres-backup',
    description: 'Nightly dumps to object storage',
    versions: ['15.4', '15.8', '16.2'],
    platforms: ['amd64', 'arm64'],
  },
  {
    name: 'storefront/web',
    description: 'The shop’s pages',
    versions: ['2026.9.1', '2026.10.0', '2026.11.0'],
    platforms: ['amd64', 'arm64'],
  },
];

const FIRST_BUILD = Date.parse('2026-03-02T09:30:00Z');
const DAYS_BETWEEN = 23;

/**
 * A handful of images as a company would have them. The same ones at every start.
 *
 * @param prefix - stands before each name: `docker-local/`
 */
export function fillDemo(store: ContentStore, prefix = ''): void {
  for (const { name, description, versions, platforms } of repositories) {
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
}
