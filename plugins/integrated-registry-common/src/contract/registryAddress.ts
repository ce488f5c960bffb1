import { z } from 'zod';
import {
  IMAGE_HOST_PROJECT,
  ImageReferenceError,
  parseImageReference,
} from '../imageReference';
import { integrationLimits } from './integrationLimits';
import { parseRegistryAddress } from './parseRegistryAddress';
import { lineOfText } from './text';

/**
 * The address of a registry's API, as people paste it; it comes out normalised. What is behind a query
 * or a fragment is dropped and credentials are refused, because addresses are shown and logged.
 *
 * @public
 */
export const registryUrlSchema = lineOfText(
  'The address',
  integrationLimits.url,
).transform((value, ctx) => {
  const address = parseRegistryAddress(value);
  if ('problem' in address) {
    ctx.addIssue({ code: 'custom', message: address.problem });
    return z.NEVER;
  }
  return address.url;
});

/**
 * What stands before the repository in a pull command: `host[:port][/path]`, no protocol. Where each
 * project has a host of its own, `{project}` stands for it: `{project}.artifactory.example.com`.
 *
 * @public
 */
export const imageHostSchema = lineOfText(
  'The image host',
  integrationLimits.imageHost,
)
  .transform(normaliseImageHost)
  .superRefine((value, ctx) => {
    const message = findImageHostProblem(value);
    if (message) {
      ctx.addIssue({ code: 'custom', message });
    }
  });

/** Hosts are the same in any case, and the protocol of a pasted address is not part of them. */
function normaliseImageHost(value: string): string {
  const [host, ...path] = value
    .normalize('NFKC')
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .split('/');
  return [host.toLowerCase().replace(/\.+(?=:|$)/, ''), ...path].join('/');
}

function findImageHostProblem(value: string): string | undefined {
  try {
    const { domain, path, tag, digest } = parseImageReference(
      `${value.replace(IMAGE_HOST_PROJECT, 'project')}/image`,
    );
    if (tag !== undefined || digest !== undefined) {
      return 'The image host has neither tag nor digest. Write it such as registry.example.com:5000';
    }
    // Docker Hub's default names were filled in: what was written is no host to other tools.
    return domain === 'docker.io' &&
      !/^(?:index\.)?docker\.io(?:\/|$)/.test(value)
      ? `Container tools would look for ${JSON.stringify(
          path,
        )} on Docker Hub, because a host without a dot needs a port. Write it such as registry:443`
      : undefined;
  } catch (error) {
    return error instanceof ImageReferenceError
      ? `The image host cannot stand before a repository. ${error.message}`
      : undefined;
  }
}
