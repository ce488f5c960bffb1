import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../content/ContentStore';
import { Login } from '../peers';
import { DistributionFace } from './DistributionFace';
import { Face } from './Face';
import { Gate } from './Gate';

export interface FaceOptions {
  /** Who is admitted. Default: everybody. */
  login?: Login | readonly Login[];
  /** How the login is demanded, by itself or in exchange for a token. Default: `basic`. */
  auth?: 'basic' | 'bearer';
  /** Default: 60. */
  tokenLifetimeSeconds?: number;
}

/** The distribution API behind its gate. */
export function createFace(store: ContentStore, options: FaceOptions): Face {
  const gate = Gate.create({
    logins: [options.login ?? []].flat(),
    auth: options.auth ?? 'basic',
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 60,
  });
  const face = DistributionFace.create(store);
  return {
    async serve(request: IncomingMessage, response: ServerResponse) {
      if (gate.admits(request, response)) {
        await face.serve(request, response);
      }
    },
  };
}
