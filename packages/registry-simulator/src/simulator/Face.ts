import { IncomingMessage, ServerResponse } from 'node:http';

/** The API of one kind of registry over a content store. It answers every request. */
export interface Face {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
