import { IncomingMessage, ServerResponse } from 'node:http';
import { HarborCaller } from './HarborAccounts';

/** One request to Harbor's API. */
export interface HarborCall {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  caller: HarborCaller;
}
