import { ImageBrowser, ImageService } from '../images';
import { Handlers } from './handlers';

export function imageHandlers(
  browser: ImageBrowser,
  images: ImageService,
): Pick<
  Handlers,
  | 'searchRepositories'
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
    searchRepositories: ({ query }, options) =>
      browser.searchRepositories(query, options),
    listTags: ({ id, query }, options) => browser.listTags(id, query, options),
    getArtifact: ({ id, query }, options) =>
      browser.getArtifact(id, query, options),
    getVulnerabilities: ({ id, query }, options) =>
      browser.getVulnerabilities(id, query, options),
    startScan: ({ id, body }, options) => browser.startScan(id, body, options),
    resolveImage: ({ body }, options) => images.resolve(body, options),
    parseImage: ({ query }, options) => images.parse(query, options),
    listImageUses: ({ query }, options) => images.listUses(query, options),
    recordImageUse: ({ body }, options) => images.recordUse(body, options),
  };
}
