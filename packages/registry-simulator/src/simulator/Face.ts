import { IncomingMessage, ServerResponse } from 'node:http';

/** The API of one kind of registry over a content store. It answers every request. */
export interface Face {
  /** @param part - the part of the registry whose own port the request came in by */
  serve(
    request: IncomingMessage,
    response: ServerResponse,
    part?: string,
  ): Promise<void>;
}
