import { z } from 'zod';
import {
  IMAGE_HOST_PROJECT,
  ImageReferenceError,
  parseImageReference,
} from '../imageReference';
import { message, Message } from '../messages';
import { addMessage } from './issueTexts';
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
  'FIELD_ADDRESS',
  integrationLimits.url,
).transform((value, ctx) => {
  const address = parseRegistryAddress(value);
  if ('problem' in address) {
    addMessage(ctx, address.problem);
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
  'FIELD_IMAGE_HOST',
  integrationLimits.imageHost,
)
  .transform(normaliseImageHost)
  .superRefine((value, ctx) => {
    addMessage(ctx, findImageHostProblem(value));
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

function findImageHostProblem(value: string): Message | undefined {
  try {
    const { domain, path, tag, digest } = parseImageReference(
      `${value.replace(IMAGE_HOST_PROJECT, 'project')}/image`,
    );
    if (tag !== undefined || digest !== undefined) {
      return message('IMAGE_HOST_WITH_TAG');
    }
    // Docker Hub's default names were filled in: what was written is no host to other tools.
    return domain === 'docker.io' &&
      !/^(?:index\.)?docker\.io(?:\/|$)/.test(value)
      ? message('IMAGE_HOST_READ_AS_REPOSITORY', { path: JSON.stringify(path) })
      : undefined;
  } catch (error) {
    return error instanceof ImageReferenceError
      ? message('IMAGE_HOST_INVALID', { reason: error.reason })
      : undefined;
  }
}
