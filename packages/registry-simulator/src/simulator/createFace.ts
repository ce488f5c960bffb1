import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../content/ContentStore';
import { Login } from '../peers';
import { ArtifactoryFace } from './artifactory/ArtifactoryFace';
import { ArtifactoryOptions } from './artifactory/options';
import { DistributionFace } from './distribution/DistributionFace';
import { Face } from './Face';
import { Gate } from './distribution/Gate';
import { HarborFace } from './harbor/HarborFace';
import { HarborOptions } from './harbor/options';
import { Quirks } from './distribution/quirks';

export interface FaceOptions {
  /** Who is admitted. Default: everybody. */
  login?: Login | readonly Login[];
  /** How the login is demanded, by itself or in exchange for a token. Default: `basic`. */
  auth?: 'basic' | 'bearer';
  /** Default: 60. */
  tokenLifetimeSeconds?: number;
  /** Told of every token that is handed out, before anybody has it. */
  onToken?: (token: string) => void;
  /** The habits of the registry it stands for. Default: those of distribution 3. */
  quirks?: Quirks;
  /** Be a Harbor; then it says who is admitted, and the options above say nothing. */
  harbor?: HarborOptions;
  /** Be an Artifactory; then too it says who is admitted itself. */
  artifactory?: ArtifactoryOptions;
}

/** The API of the registry that is asked for; by default the distribution API behind its gate. */
export function createFace(store: ContentStore, options: FaceOptions): Face {
  if (options.harbor) {
    return new HarborFace(store, options.harbor, options.onToken);
  }
  if (options.artifactory) {
    return new ArtifactoryFace(store, options.artifactory, options.onToken);
  }
  const gate = new Gate({
    logins: [options.login ?? []].flat(),
    auth: options.auth ?? 'basic',
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 60,
    onToken: options.onToken,
    quirks: options.quirks,
  });
  const face = new DistributionFace(store, options.quirks);
  return {
    async serve(request: IncomingMessage, response: ServerResponse) {
      if (gate.admits(request, response)) {
        await face.serve(request, response);
      }
    },
  };
}
