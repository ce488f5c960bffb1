import { message } from 'backstage-plugin-integrated-registry-common';
import { isRegistryError, RegistryError } from '../../errors';
import { CallOptions } from '../../provider';
import { TransportResponse } from '../../transport';
import { Descriptor, manifestSchema, refuseLongLists } from '../manifests';
import { endless } from '../paging';
import {
  isWebPage,
  jsonOf,
  parseLinkHeader,
  readContent,
} from '../../responses';
import { ReferrerSource } from './ReferrerSource';

/** What the referrers API told. */
export interface ListedReferrers {
  descriptors: Descriptor[];
  /** Has the registry itself left out what is of another type? */
  filtered: boolean;
  /** Why it is not whole; absent also where the registry has no such API. */
  error?: RegistryError;
}

const MAX_PAGES = 100;
/** These may pass, or are about the caller: they do not tell that there is no such API. */
const TELLING_STATUSES = [401, 403, 408, 429];

/** Asks the referrers API. What it could not tell is in the answer. */
export async function referrersByApi(
  source: ReferrerSource,
  repository: string,
  digest: string,
  options: CallOptions & { artifactType?: string },
): Promise<ListedReferrers> {
  const { artifactType, signal } = options;
  const what = message('REFERRERS_OF', {
    artifact: `${repository}@${digest}`,
  });
  const path = `/v2/${repository}/referrers/${digest}`;
  const found: ListedReferrers = { descriptors: [], filtered: false };
  const seen = new Set<string>();
  let query =
    artifactType === undefined
      ? ''
      : `?${new URLSearchParams({ artifactType })}`;
  try {
    for (;;) {
      seen.add(query);
      const response = await source.read(`${path}${query}`, { signal });
      const content = jsonOf(response);
      if (seen.size === 1 && isNoReferrersApi(response, content)) {
        return found;
      }
      if (response.httpStatus !== 200) {
        throw source.errorOf(response, what);
      }
      refuseLongLists(content, (total, max) => ({
        message: message('MANY_REFERRERS', {
          total,
          artifact: `${repository}@${digest}`,
          max,
        }),
        remedy: message('REMOVE_ATTACHED'),
      }));
      found.descriptors.push(
        ...(readContent(content, response, manifestSchema, what).manifests ??
          []),
      );
      // A registry that does not filter sends all, and does not name the filter.
      found.filtered = (response.headers.get('oci-filters-applied') ?? '')
        .split(',')
        .some(filter => filter.trim() === 'artifactType');
      const next = parseLinkHeader(response.headers.get('link'));
      if (!next) {
        return found;
      }
      query = searchOf(next.target);
      if (seen.has(query) || seen.size >= MAX_PAGES) {
        throw endless(what);
      }
    }
  } catch (error) {
    if (isRegistryError(error)) {
      return { ...found, error };
    }
    throw error;
  }
}

/**
 * Servers without this API answer its address with whatever they have for addresses they do not know:
 * an error, their web page, a redirect to a console, or JSON of another kind.
 */
function isNoReferrersApi(
  response: TransportResponse,
  content: unknown,
): boolean {
  const { httpStatus } = response;
  if (httpStatus !== 200) {
    return (
      httpStatus === 501 ||
      (httpStatus < 500 && !TELLING_STATUSES.includes(httpStatus))
    );
  }
  // What was cut short may have been a list.
  return isWebPage(response) || (content !== undefined && !isList(content));
}

function isList(content: unknown): boolean {
  const { manifests } = (content ?? {}) as { manifests?: unknown };
  return manifests === null || Array.isArray(manifests);
}

/** Of a `Link`, only where in the list it is; never where the list is. */
function searchOf(target: string): string {
  try {
    return new URL(target, 'http://own').search;
  } catch {
    return '';
  }
}
