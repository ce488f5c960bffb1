import { endChild, forkTypeScript, nextAnswer } from 'e2e';
import { SimulatorsRequest } from './SimulatorsRequest';

/** Simulated registries in a process of their own, so that they take nothing from the backend. */
export async function startSimulators(
  request: SimulatorsRequest,
): Promise<{ urls: string[]; stop(): Promise<void> }> {
  const child = forkTypeScript(require.resolve('./simulatorProcess.ts'));
  const urls = nextAnswer<string[]>(child);
  child.send(request);
  return { urls: await urls, stop: () => endChild(child) };
}
