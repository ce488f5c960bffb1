/**
 * Stands in an image host for the project of a repository, where each project has a host of its
 * own: `{project}.artifactory.example.com` (JFrog's subdomain method).
 *
 * @public
 */
export const IMAGE_HOST_PROJECT = '{project}';

/**
 * The image host and the path of a repository's images: what stands in a reference before tag and
 * digest, in two parts.
 *
 * @param imageHost - of the integration; `{project}` in it is the first part of the repository
 * @param repository - as the registry knows it, `team/app`
 * @public
 */
export function imageNameOf(
  imageHost: string,
  repository: string,
): { imageHost: string; path: string } {
  if (!imageHost.includes(IMAGE_HOST_PROJECT)) {
    return { imageHost, path: repository };
  }
  const [project, ...rest] = repository.split('/');
  return {
    imageHost: imageHost.replace(IMAGE_HOST_PROJECT, project),
    path: rest.join('/'),
  };
}

/**
 * The repository whose images have this name, where the image host is theirs; the reverse of
 * `imageNameOf`.
 *
 * @param image - without tag and digest, `host/team/app`
 * @public
 */
export function repositoryOfImageName(
  imageHost: string,
  image: string,
): string | undefined {
  const [before, after] = imageHost.split(IMAGE_HOST_PROJECT);
  if (after === undefined) {
    return image.startsWith(`${imageHost}/`) &&
      image.length > imageHost.length + 1
      ? image.slice(imageHost.length + 1)
      : undefined;
  }
  const end = image.indexOf(`${after}/`, before.length + 1);
  const project = image.slice(before.length, end);
  return image.startsWith(before) && end > 0 && /^[^/.:]+$/.test(project)
    ? `${project}/${image.slice(end + after.length + 1)}`
    : undefined;
}
