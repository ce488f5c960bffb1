import { AuditorServiceEventSeverityLevel } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { apiRoutes } from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import { CallerOptions } from '../model';
import { LimitedAction } from '../platform';
import { AccessPolicy } from './AccessPolicy';
import { Admitted } from './Admitted';
import { Audit } from './Audit';
import { DeployingPolicy } from './DeployingPolicy';
import { IntegrationGate } from './IntegrationGate';
import { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';
import { WorkspaceGate } from './WorkspaceGate';

type ApiRoutes = typeof apiRoutes;

/** Name of a call of the HTTP contract. */
export type RouteName = keyof ApiRoutes;

type Parsed<Contract, Part extends string> = Contract extends {
  [key in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

/** A request after it was parsed and validated. */
export interface RouteInput<Name extends RouteName> {
  /** Of the path; empty where it has none. */
  id: string;
  query: Parsed<ApiRoutes[Name], 'query'>;
  body: Parsed<ApiRoutes[Name], 'body'>;
  /** Of `If-Match`; empty where the route does not demand it. */
  etag: string;
}

/** What the contract promises; nothing where the answer has no body. */
export type RouteAnswer<Name extends RouteName> = ApiRoutes[Name] extends {
  response: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : void;

/** Who decides on letting somebody in. */
export interface Gates {
  policy: AccessPolicy;
  deploying: DeployingPolicy;
  directory: WorkspaceDirectory;
  integrations: IntegrationGate;
  workspaces: WorkspaceGate;
  audit: Audit;
}

/** Lets in whoever may do what a route does; throws a refusal otherwise. */
export type Admission<Input, A extends Admitted> = (
  input: Input,
  call: CallerOptions,
  gates: Gates,
) => Promise<A>;

/** What else must be allowed because of what is in a request; throws a refusal otherwise. */
export type Condition<Input, A extends Admitted> = (
  admitted: A,
  input: Input,
  call: CallerOptions,
  gates: Gates,
) => Promise<void>;

/** One event for each call, whether it succeeds, fails or is refused. */
export interface RouteEvent<Input, A extends Admitted, Answer> {
  event: string | ((input: Input) => string);
  /** Default: medium. */
  severity?: AuditorServiceEventSeverityLevel;
  /** Names and ids; never the value of a secret. */
  meta(input: Input): JsonObject;
  /** Added as soon as somebody was let in. */
  admitted?(admitted: A): JsonObject;
  /** Added once there is an answer. */
  answered?(answer: Answer): JsonObject;
}

/** `refusals`: only refusals are recorded, by default as severe as what was asked for. */
export type RouteAudit<Input, A extends Admitted, Answer> =
  | 'refusals'
  | { refusals: AuditorServiceEventSeverityLevel }
  | RouteEvent<Input, A, Answer>;

/** What the door does for one call of the HTTP contract, from top to bottom. */
export interface Route<Name extends RouteName, A extends Admitted> {
  /** The action on what. */
  admit: Admission<RouteInput<Name>, A>;
  also?: readonly Condition<RouteInput<Name>, A>[];
  audit: RouteAudit<RouteInput<Name>, A, RouteAnswer<Name>>;
  /** What is counted against the caller's rate limits; may depend on the request. */
  limit?:
    | LimitedAction
    | ((input: RouteInput<Name>) => LimitedAction | undefined);
  run(
    admitted: A,
    input: RouteInput<Name>,
    call: CallerOptions,
  ): Promise<RouteAnswer<Name>>;
}

/** One route for each call of the HTTP contract. */
export type Routes = { [Name in RouteName]: Route<Name, any> };

/** Has the types of a route follow from its admission. */
export function route<Name extends RouteName, A extends Admitted>(
  definition: Route<Name, A>,
): Route<Name, any> {
  return definition;
}
