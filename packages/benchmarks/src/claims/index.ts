import { Claim } from '../Claim';
import { costly } from './costly';
import { crawl } from './crawl';
import { mixed } from './mixed';
import { picker } from './picker';
import { crawlRegistry, live } from './registry';
import { search } from './search/search';
import { callers, tags } from './tags';
import { webhooks } from './webhooks';
import { workspaces } from './workspaces';

/** By the word that is given to the command. */
export const claims: Record<string, Claim> = {
  search,
  live,
  'crawl-registry': crawlRegistry,
  crawl,
  tags,
  callers,
  webhooks,
  mixed,
  picker,
  workspaces,
  costly,
};
