import { z } from 'zod';
import { ApiRoute, ApiRoutes } from '../contract';

/** Name of a call of the HTTP contract. @public */
export type ApiCallName = keyof ApiRoutes;

/** What a call is sent with: parts that its route in `apiRoutes` has. @public */
export type ApiCallRequest<Name extends ApiCallName> = RequestOf<
  ApiRoutes[Name]
>;

/** What a call is answered with; nothing where the answer has no body. @public */
export type ApiCallAnswer<Name extends ApiCallName> = ApiRoutes[Name] extends {
  response: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : void;

type RequestOf<Route extends ApiRoute> = (Route extends {
  path: `${string}/:id${string}`;
}
  ? { id: string }
  : unknown) &
  (Route extends { ifMatch: true } ? { etag: string } : unknown) &
  (Route extends { query: infer Query extends z.ZodType }
    ? { query: z.input<Query> }
    : unknown) &
  (Route extends { body: infer Body extends z.ZodType }
    ? { body: z.input<Body> }
    : unknown);
