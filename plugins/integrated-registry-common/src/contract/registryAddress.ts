import {
  IMAGE_HOST_PROJECT,
  ImageReferenceError,
  parseImageReference,
} from '../imageReference';
import { integrationLimits } from './integrationLimits';
import { lineOfText } from './text';

/**
 * The address of a registry's API. Credentials, a query or a fragment in it are refused, because
 * addresses are shown and logged.
 *
 * @public
 */
export const registryUrlSchema = lineOfText(
  'The address',
  integrationLimits.url,
)
  .superRefine((value, ctx) => {
    for (const message of findUrlProblems(value)) {
      ctx.addIssue({ code: 'custom', message });
    }
  })
  .transform(value => new URL(value).toString().replace(/\/+$/, ''));

function findUrlProblems(value: string): string[] {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return [
      'The address is not a URL. Write it with its protocol, such as https://registry.example.com',
    ];
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return [
      'The address must start with https:// or http://, such as https://registry.example.com:5000',
    ];
  }
  const problems = [];
  if (url.username || url.password) {
    problems.push(
      'The address carries a user name or password. Take them out and enter them in their own fields',
    );
  }
  if (/[?#]/.test(value)) {
    problems.push('The address must not have a query (?) or a fragment (#)');
  }
  return problems;
}

/**
 * What stands before the repository in a pull command: `host[:port][/path]`, no protocol. Where each
 * project has a host of its own, `{project}` stands for it: `{project}.artifactory.example.com`.
 *
 * @public
 */
export const imageHostSchema = lineOfText(
  'The image host',
  integrationLimits.imageHost,
).superRefine((value, ctx) => {
  const message = findImageHostProblem(value);
  if (message) {
    ctx.addIssue({ code: 'custom', message });
  }
});

function findImageHostProblem(value: string): string | undefined {
  if (value.includes('://')) {
    return 'The image host is written without https:// or http://, such as registry.example.com:5000';
  }
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
