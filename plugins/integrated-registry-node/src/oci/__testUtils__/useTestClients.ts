import { Content } from './Content';
import { openTestClients } from './openTestClients';

/** Servers and clients of one test file, which are closed after each test. */
export function useTestClients() {
  const tests = openTestClients();

  afterEach(async () => {
    jest.restoreAllMocks();
    await tests.close();
  });

  return {
    ...tests,
    /** Of a caller who waits until the end. */
    signal: new AbortController().signal,
    /** Starts a registry with this content, and returns it with its client. */
    async serveContent(content: Content) {
      const server = await tests.serve(content.answer);
      return { server, client: tests.client(server.url) };
    },
  };
}
