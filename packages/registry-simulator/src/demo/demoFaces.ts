import { FaceOptions } from '../simulator/createFace';

interface DemoFace {
  options: FaceOptions;
  /** Stands before the names of the demo's images. */
  prefix: string;
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
};
