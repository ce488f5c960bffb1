import {
  apiRoutes,
  ApiRoute,
} from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import { CallerOptions } from '../model';

type Routes = typeof apiRoutes;

type Parsed<Route, Part extends string> = Route extends {
  [key in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

/** A request after it was parsed and validated. */
export interface HandlerInput<Route extends ApiRoute> {
  /** Of the path; empty where it has none. */
  id: string;
  query: Parsed<Route, 'query'>;
  body: Parsed<Route, 'body'>;
  /** Of `If-Match`; empty where the route does not demand it. */
  etag: string;
}

type Handler<Route extends ApiRoute> = (
  input: HandlerInput<Route>,
  options: CallerOptions,
) => Promise<unknown>;

/** One handler for each call of the HTTP contract. */
export type Handlers = {
  [Name in keyof Routes]: Handler<Routes[Name]>;
};
