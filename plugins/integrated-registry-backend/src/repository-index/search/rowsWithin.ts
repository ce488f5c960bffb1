import { StoredRepository } from '../store/RepositoryStore';

/** What is added to each before it is sent: names of hosts, and times. */
const ADDED_BYTES = 350;

/** Bytes of a repository in an answer, in JSON of UTF-8, at most. */
export function bytesOf(repository: object): number {
  return Buffer.byteLength(JSON.stringify(repository)) + ADDED_BYTES;
}

/** The first repositories, as many as fit; one at least. */
export function rowsWithin(
  maxBytes: number,
  repositories: StoredRepository[],
): StoredRepository[] {
  let left = maxBytes;
  const end = repositories.findIndex((repository, at) => {
    left -= bytesOf(repository);
    return at > 0 && left < 0;
  });
  return end < 0 ? repositories : repositories.slice(0, end);
}
