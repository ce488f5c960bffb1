import { eachInTurns } from 'backstage-plugin-integrated-registry-node';
import { AqlAnswer, aqlFileSchema } from './schema';

/** What Artifactory writes for a tag: of one platform, or of several. */
const MANIFEST = 'manifest.json';
const MANIFEST_LIST = 'list.manifest.json';
const MANIFESTS = [MANIFEST, MANIFEST_LIST];

/** As many as one answer may hold; many servers refuse or trim larger ones anyway. */
const MAX_ITEMS = 11_000;
const FIELDS = '"name","repo","path","size","modified","created"';

/** What is known of a tag besides its name. */
export interface TagFacts {
  /** ISO 8601. */
  pushedAt?: string;
  /** Of its layers, its configuration and its manifest, in bytes. */
  sizeBytes?: number;
}

/** A query that brings one item at most, and that a user is needed for. */
export const SMALLEST_QUERY = `items.find({"name":"${MANIFEST}"}).include("name","repo","path").limit(1)`;

/**
 * Every file of an image, tag by tag: manifests, configurations, layers.
 *
 * Source: JFrog REST API, "Artifactory Query Language".
 */
export function filesQuery(key: string, image: string): string {
  return find(placeOf(key, image));
}

/** The manifests of all tags of an image, one or two items each. */
export function manifestsQuery(key: string, image: string): string {
  return find({
    ...placeOf(key, image),
    $and: [{ $or: MANIFESTS.map(name => ({ name })) }],
  });
}

/** What a remote repository has fetched lies in another one, named after it. */
function placeOf(key: string, image: string) {
  const keys = key.endsWith('-cache') ? [key] : [key, `${key}-cache`];
  return {
    $or: keys.map(repo => ({ repo })),
    path: { $match: `${image}/*` },
  };
}

function find(criteria: object): string {
  return `items.find(${JSON.stringify(
    criteria,
  )}).include(${FIELDS}).limit(${MAX_ITEMS})`;
}

/** Did Artifactory leave something out? */
export function isTrimmed({ range, results }: AqlAnswer): boolean {
  return (
    range?.notification !== undefined ||
    results.length >= MAX_ITEMS ||
    (range?.total ?? 0) > results.length
  );
}

/**
 * When each tag was pushed and how large it is. Layers stand beside their manifest; those of an image
 * for several platforms stand elsewhere, so there is no size for it.
 *
 * @param answer - to `filesQuery`, or to `manifestsQuery` where sizes are not wanted
 */
export async function tagFacts(
  image: string,
  { results }: AqlAnswer,
  { sizes }: { sizes: boolean },
): Promise<Map<string, TagFacts>> {
  const facts = new Map<string, TagFacts>();
  const withoutSize = new Set<string>();
  await eachInTurns(results, result => {
    const file = aqlFileSchema.safeParse(result).data;
    const tag = file && tagOf(image, file.path);
    if (!file || tag === undefined) {
      return;
    }
    const { name, size, modified, created } = file;
    const known = facts.get(tag) ?? {};
    const changedAt = MANIFESTS.includes(name)
      ? modified ?? created
      : undefined;
    facts.set(tag, {
      pushedAt: latest(known.pushedAt, changedAt),
      sizeBytes: (known.sizeBytes ?? 0) + (size ?? 0),
    });
    if (!sizes || size === undefined || name === MANIFEST_LIST) {
      withoutSize.add(tag);
    }
  });
  for (const tag of withoutSize) {
    facts.set(tag, { pushedAt: facts.get(tag)?.pushedAt });
  }
  return facts;
}

function latest(a: string | undefined, b: string | undefined) {
  return a === undefined || (b !== undefined && a < b) ? b : a;
}

/** The pattern of the query also matches what is deeper: `team/app/other-image/1.0`. */
function tagOf(image: string, path: string): string | undefined {
  const tag = path.startsWith(`${image}/`)
    ? path.slice(image.length + 1)
    : undefined;
  return tag?.includes('/') ? undefined : tag;
}
