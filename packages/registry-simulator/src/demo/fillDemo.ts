import { ContentStore } from '../content/ContentStore';
import { addDemoRepository, DemoRepository } from './addDemoRepository';

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

/**
 * A handful of images as a company would have them. The same ones at every start.
 *
 * @param prefix - stands before each name: `docker-local/`
 */
export function fillDemo(store: ContentStore, prefix = ''): void {
  for (const repository of repositories) {
    addDemoRepository(store, repository, prefix);
  }
}
