import { ContentStore } from './ContentStore';
import { buildImage } from './images';

/** How many repositories stand side by side under one name. */
const GROUP = 1_000;

/**
 * Fills a store with many repositories of one tag, and one of many tags: `scale/many-tags`. They
 * share one image, so that they take little more room than their names.
 *
 * @param prefix - stands before each name: `docker-local/`
 */
export function fillScale(
  store: ContentStore,
  {
    repositories,
    tags,
    prefix = '',
  }: { repositories: number; tags: number; prefix?: string },
): void {
  const image = buildImage();
  for (let at = 0; at < tags; at++) {
    store.addImage(`${prefix}scale/many-tags`, image, `1.0.${at}`);
  }
  const others = repositories - (tags > 0 ? 1 : 0);
  const nameOf = (at: number) =>
    `${prefix}scale-${String(Math.floor(at / GROUP)).padStart(
      3,
      '0',
    )}/app-${String(at).padStart(6, '0')}`;
  if (others > 0) {
    store.addImage(nameOf(0), image, '1.0.0');
    store.copyRepository(
      nameOf(0),
      Array.from({ length: others - 1 }, (_, at) => nameOf(at + 1)),
    );
  }
}
