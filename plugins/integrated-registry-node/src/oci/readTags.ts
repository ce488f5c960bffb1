import { message } from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import { ListTagsOptions } from '../provider';
import { readJson } from '../responses';
import { assertRepository, pullScope } from './names';
import { namesSchema } from './OciCatalogue';
import { ListReader, OciPage, parseCursor, toPage } from './paging';

const tagsSchema = z.object({ tags: namesSchema });

/** One page of tags; `packed` as in `OciClient.listImageTags`. */
export async function readTags(
  lists: ListReader,
  repository: string,
  { signal, cursor, limit, packed }: ListTagsOptions,
): Promise<OciPage> {
  assertRepository(repository);
  const what = message('TAGS_OF', { repository });
  const page = await lists.page(
    {
      path: `/v2/${repository}/tags/list`,
      scope: pullScope(repository),
      what,
      position: cursor === undefined ? undefined : parseCursor(cursor),
      limit,
      packed,
      signal,
    },
    response => readJson(response, tagsSchema, what).tags ?? [],
  );
  return toPage(page, { kind: 'repository', name: repository }, what);
}
