import {
  AdmittedToWorkspace,
  Condition,
  integration,
  route,
  RouteInput,
  Routes,
  workspaceInBody,
  workspaceInQuery,
} from '../access';
import { ImageBrowser } from './ImageBrowser';
import { ImageSearch } from './ImageSearch';
import { ImageResolver } from './resolve/ImageResolver';
import { ImageUses } from './uses/ImageUses';
import { useConditions } from './uses/useConditions';

export interface ImageRoutesOptions {
  browser: ImageBrowser;
  search: ImageSearch;
  resolver: ImageResolver;
  uses: ImageUses;
}

/** The integration of a selection is named by its id, so refusals are those of the integration. */
const toUseSelected: Condition<
  Pick<RouteInput<'resolveImage'>, 'body'>,
  AdmittedToWorkspace
> = async (_admitted, { body: { selection } }, call, { integrations }) => {
  if (selection) {
    await integrations.admit('use', selection.integrationId, call);
  }
};

export function imageRoutes({
  browser,
  search,
  resolver,
  uses,
}: ImageRoutesOptions): Pick<
  Routes,
  | 'searchRepositories'
  | 'listRepositorySources'
  | 'listTags'
  | 'getArtifact'
  | 'getVulnerabilities'
  | 'startScan'
  | 'resolveImage'
  | 'parseImage'
  | 'listImageUses'
  | 'recordImageUse'
> {
  return {
    searchRepositories: route({
      // Asked with every key.
      admit: workspaceInQuery({ recent: true }),
      audit: 'refusals',
      run: (admitted, { query }) => search.search(admitted, query),
    }),
    listRepositorySources: route({
      // Asked every few seconds while one of them is crawled.
      admit: workspaceInQuery({ recent: true }),
      audit: 'refusals',
      run: admitted => search.listSources(admitted),
    }),
    listTags: route({
      admit: integration('use'),
      audit: 'refusals',
      run: (admitted, { query }) => browser.listTags(admitted, query),
    }),
    getArtifact: route({
      admit: integration('use'),
      audit: 'refusals',
      run: (admitted, { query }) => browser.getArtifact(admitted, query),
    }),
    getVulnerabilities: route({
      admit: integration('use'),
      audit: 'refusals',
      run: (admitted, { query }) => browser.getVulnerabilities(admitted, query),
    }),
    // Whoever may choose an image may have it scanned: templates can demand it.
    startScan: route({
      admit: integration('use'),
      audit: {
        event: 'image-scan',
        severity: 'low',
        meta: ({ id, body }) => ({ integrationId: id, ...body }),
        admitted: ({ integration: { workspace } }) => ({ workspace }),
      },
      run: (admitted, { body }) => browser.startScan(admitted, body),
    }),
    resolveImage: route({
      admit: workspaceInBody,
      also: [toUseSelected],
      audit: 'refusals',
      limit: 'resolves',
      run: (admitted, { body }) => resolver.resolve(admitted, body),
    }),
    parseImage: route({
      admit: workspaceInQuery(),
      audit: 'refusals',
      run: (admitted, { query }) => resolver.parse(admitted, query),
    }),
    listImageUses: route({
      admit: workspaceInQuery(),
      audit: 'refusals',
      run: (_admitted, { query }) => uses.list(query),
    }),
    recordImageUse: route({
      admit: workspaceInBody,
      also: useConditions,
      // Nobody writes something down by looking around.
      audit: { refusals: 'medium' },
      limit: 'imageUses',
      run: (admitted, { body }, call) => uses.record(admitted, body, call),
    }),
  };
}
