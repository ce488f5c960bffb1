/** Source: distribution/reference, `RepositoryNameTotalLengthMax`. */
export const MAX_REPOSITORY_LENGTH = 255;

/** One part between slashes. Each character can be read in one way only, so time is linear. */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/** Why a repository is none, or `undefined` where it is one. */
export function findRepositoryProblem(path: string): string | undefined {
  if (path === '') {
    return 'The repository is missing. Write it behind the host, such as registry.example.com/team/app';
  }
  if (path.length > MAX_REPOSITORY_LENGTH) {
    return `The repository is too long: at most ${MAX_REPOSITORY_LENGTH} characters are allowed, but it has ${path.length}`;
  }
  const wrong = /[^A-Za-z0-9._/-]/u.exec(path);
  if (wrong) {
    return `The repository must not have ${JSON.stringify(
      wrong[0],
    )} in it: it is made of lower-case letters, digits and . _ - with / between its parts, such as team/app`;
  }
  if (path.toLowerCase() !== path) {
    return `The repository must be lower case: write ${JSON.stringify(
      path.toLowerCase(),
    )} instead of ${JSON.stringify(path)}`;
  }
  for (const component of path.split('/')) {
    if (component === '') {
      return 'The repository must not begin or end with / or have two of them in a row. Write it such as team/app';
    }
    if (!COMPONENT.test(component)) {
      return describeComponent(component);
    }
  }
  return undefined;
}

function describeComponent(component: string): string {
  if (/^[._-]|[._-]$/.test(component)) {
    return `The part ${JSON.stringify(
      component,
    )} of the repository must begin and end with a letter or digit, such as team/app`;
  }
  return `The part ${JSON.stringify(
    component,
  )} of the repository has separators that may not follow each other: one dot, one or two underscores, or any number of - may stand between letters and digits`;
}
