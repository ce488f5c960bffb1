import { message, Message } from '../messages';

/** Source: distribution/reference, `RepositoryNameTotalLengthMax`. */
export const MAX_REPOSITORY_LENGTH = 255;

/** One part between slashes. Each character can be read in one way only, so time is linear. */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/** Why a repository is none, or `undefined` where it is one. */
export function findRepositoryProblem(path: string): Message | undefined {
  if (path === '') {
    return message('REPOSITORY_MISSING');
  }
  if (path.length > MAX_REPOSITORY_LENGTH) {
    return message('REPOSITORY_TOO_LONG', {
      max: MAX_REPOSITORY_LENGTH,
      length: path.length,
    });
  }
  const wrong = /[^A-Za-z0-9._/-]/u.exec(path);
  if (wrong) {
    return message('REPOSITORY_CHARACTER', {
      character: JSON.stringify(wrong[0]),
    });
  }
  if (path.toLowerCase() !== path) {
    return message('REPOSITORY_UPPER_CASE', {
      right: JSON.stringify(path.toLowerCase()),
      wrong: JSON.stringify(path),
    });
  }
  for (const component of path.split('/')) {
    if (component === '') {
      return message('REPOSITORY_SLASHES');
    }
    if (!COMPONENT.test(component)) {
      return describeComponent(component);
    }
  }
  return undefined;
}

function describeComponent(component: string): Message {
  if (/^[._-]|[._-]$/.test(component)) {
    return message('REPOSITORY_PART_ENDS', {
      part: JSON.stringify(component),
    });
  }
  return message('REPOSITORY_PART_SEPARATORS', {
    part: JSON.stringify(component),
  });
}
