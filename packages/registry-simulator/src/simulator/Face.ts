import { IncomingMessage, ServerResponse } from 'node:http';
import { Outage } from './faults';

/** The API of one kind of registry over a content store. It answers every request. */
export interface Face {
  /** @param part - the part of the registry whose own port the request came in by */
  serve(
    request: IncomingMessage,
    response: ServerResponse,
    part?: string,
  ): Promise<void>;
  /**
   * Answers as this kind of registry does while a part of it is down.
   *
   * @returns false where the request does not need that part
   */
  serveOutage?(
    outage: Outage,
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean;
  /** The user names of the credentials that it was asked to make, and that have not been ended. */
  minted?(): string[];
}
