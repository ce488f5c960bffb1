import { ContentStore } from '../content/ContentStore';
import { FaceOptions } from '../simulator/createFace';
import { fillDemoRemote } from './fillDemoRemote';

interface DemoFace {
  options: FaceOptions;
  /** Stands before the names of the demo's images. */
  prefix: string;
  /** Adds what this one has besides the company's own images. */
  fillMore?(store: ContentStore): void;
}

/**
 * What the demo can be: each with the one login that is written in the README. The credentials are
 * for simulated registries on this machine, and open nothing else.
 */
export const demoFaces: Record<string, DemoFace> = {
  distribution: { options: {}, prefix: '' },
  harbor: {
    options: {
      harbor: {
        accounts: [
          { username: 'admin', password: 'demo-admin', kind: 'admin' },
          { username: 'robot$portal', password: 'demo-robot', kind: 'robot' },
        ],
        projects: [{ name: 'platform', public: true }],
        scanned: [
          'payments/checkout-api:2.0.0',
          'payments/ledger:3.10.0',
          'platform/base-node:24.2.0',
        ],
      },
    },
    prefix: '',
  },
  artifactory: {
    options: {
      artifactory: {
        accounts: [
          { username: 'admin', password: 'demo-admin', admin: true },
          {
            username: 'portal',
            password: 'demo-portal',
            repositories: ['docker-local', 'docker-remote', 'docker'],
            tokens: [{ value: 'demo-identity-token' }],
          },
        ],
        repositories: [
          { key: 'docker-local', description: 'What the company builds' },
          {
            key: 'docker-remote',
            type: 'remote',
            description: 'What it has fetched from elsewhere',
          },
          {
            key: 'docker',
            type: 'virtual',
            description: 'Both',
            members: ['docker-local', 'docker-remote'],
          },
          { key: 'npm-local', packageType: 'npm' },
        ],
      },
    },
    prefix: 'docker-local/',
    fillMore: store => fillDemoRemote(store, 'docker-remote'),
  },
};
