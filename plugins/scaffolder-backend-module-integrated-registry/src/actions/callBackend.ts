import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  IntegratedRegistryApi,
  IntegratedRegistryClient,
  IntegratedRegistryError,
  RequestOptions,
} from 'backstage-plugin-integrated-registry-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { inLines, messageOf } from './taskLines';

/** How an action reaches the Integrated Registry's backend. */
export interface BackendOptions {
  auth: AuthService;
  discovery: DiscoveryService;
}

/** What an action needs of its task to call the backend. */
export interface CallContext {
  /** Whoever started the task: what they may not see, the task does not see. */
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  signal?: AbortSignal;
  logger: Pick<LoggerService, 'info' | 'warn'>;
}

/**
 * Who has the task run now: a person's entity ref, or the name of a service. What a task keeps for
 * its next try belongs to them.
 */
export async function initiatorOf(
  { auth }: BackendOptions,
  ctx: Pick<CallContext, 'getInitiatorCredentials'>,
): Promise<string> {
  const credentials = await ctx.getInitiatorCredentials();
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  return auth.isPrincipal(credentials, 'service')
    ? credentials.principal.subject
    : 'nobody';
}

/** A template may have a hundred images: more than this and the task is told to stop. */
const MAX_WAITS = 5;
const MAX_WAIT_SECONDS = 60;

/**
 * Calls the backend as the person who started the task, and waits where that person has asked too
 * often. A failure is thrown as an error whose
 * message has everything a person needs in it, because the task page shows nothing else.
 */
export async function callBackend<T>(
  { auth, discovery }: BackendOptions,
  ctx: CallContext,
  call: (api: IntegratedRegistryApi, options: RequestOptions) => Promise<T>,
): Promise<T> {
  for (let waits = 0; ; waits += 1) {
    // It is short-lived, so there is a new one after each wait.
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await ctx.getInitiatorCredentials(),
      targetPluginId: 'integrated-registry',
    });
    try {
      return await call(
        new IntegratedRegistryClient({ discoveryApi: discovery }),
        { token, ...(ctx.signal && { signal: ctx.signal }) },
      );
    } catch (error) {
      if (!(error instanceof IntegratedRegistryError)) {
        throw error;
      }
      const seconds = secondsToWait(error);
      if (seconds === undefined || waits >= MAX_WAITS) {
        throw explain(error);
      }
      inLines(ctx.logger).info(`Waiting ${seconds} s: ${error.message}`);
      await sleep(seconds * 1_000, undefined, { signal: ctx.signal });
    }
  }
}

/** Nothing where waiting does not help, or would take too long. */
function secondsToWait({
  httpStatus,
  retryAfter,
}: IntegratedRegistryError): number | undefined {
  return httpStatus === 429 &&
    retryAfter !== undefined &&
    retryAfter <= MAX_WAIT_SECONDS
    ? retryAfter
    : undefined;
}

function explain(error: IntegratedRegistryError): Error {
  const lines = [
    error.message,
    ...(error.issues ?? [])
      .filter(issue => !error.message.includes(issue.message))
      .map(
        issue => `- ${[issue.path, issue.message].filter(Boolean).join(': ')}`,
      ),
    ...(error.failure ? [`What to do: ${error.failure.remedy}`] : []),
  ];
  const explained = new Error(messageOf(lines));
  explained.name = error.name;
  return explained;
}
