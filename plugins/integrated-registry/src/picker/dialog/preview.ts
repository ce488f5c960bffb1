import {
  imageNameOf,
  Pin,
  Repository,
} from 'backstage-plugin-integrated-registry-common';

/** The reference as far as it is chosen. */
export function preview(
  repository: Repository | undefined,
  choice: { tag: string; digest?: string } | undefined,
  pin: Pin,
): string {
  if (!repository) {
    return '';
  }
  const { imageHost, path } = imageNameOf(
    repository.imageHost,
    repository.name,
  );
  const name = `${imageHost}/${path}`;
  if (!choice) {
    return name;
  }
  const digest = choice.digest ?? 'sha256:…';
  return [
    name,
    pin !== 'digest' && `:${choice.tag}`,
    pin !== 'tag' && `@${digest}`,
  ]
    .filter(Boolean)
    .join('');
}
