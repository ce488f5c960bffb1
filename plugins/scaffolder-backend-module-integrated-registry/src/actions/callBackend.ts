import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  IntegratedRegistryApi,
  IntegratedRegistryClient,
  IntegratedRegistryError,
  RequestOptions,
} from 'backstage-plugin-integrated-registry-common';

/** How an action reaches the Integrated Registry's backend. */
export interface BackendOptions {
  auth: AuthService;
  discovery: DiscoveryService;
}

interface CallContext {
  /** Whoever started the task: what they may not see, the task does not see. */
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  signal?: AbortSignal;
}

/**
 * Calls the backend as the person who started the task. A failure is thrown as an error whose
 * message has everything a person needs in it, because the task page shows nothing else.
 */
export async function callBackend<T>(
  { auth, discovery }: BackendOptions,
  ctx: CallContext,
  call: (api: IntegratedRegistryApi, options: RequestOptions) => Promise<T>,
): Promise<T> {
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
    throw error instanceof IntegratedRegistryError ? explain(error) : error;
  }
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
  const explained = new Error(lines.join('\n'));
  explained.name = error.name;
  return explained;
}
