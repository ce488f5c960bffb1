import { IncomingMessage, ServerResponse } from 'node:http';
import { HostileNetwork } from '../../__testUtils__/HostileNetwork';
import { jfrogProvider } from '../JfrogProvider';

const credential = { username: 'dana', password: 'canary-of-dana-5e1f' };
export const authorization = `Basic ${btoa('dana:canary-of-dana-5e1f')}`;
export const network = new HostileNetwork();

afterEach(() => network.close());

jest.setTimeout(60_000);

export interface Asked {
  path: string;
  query: URLSearchParams;
  known: boolean;
}

export type Answer =
  | { code?: number; headers?: object; body?: unknown }
  | undefined;

export const restError = (status: number, message: string): Answer => ({
  code: status,
  body: { errors: [{ status, message }] },
});
export const refused = restError(401, 'Bad credentials');
export const forbidden = restError(403, 'Forbidden');
export const keys = (...names: string[]): Answer => ({
  body: names.map(key => ({ key, type: 'LOCAL', packageType: 'Docker' })),
});
export const nothing: Answer = { body: [] };

/** An Artifactory that answers as the test says to what follows `/artifactory`. */
export async function serve(answer: (asked: Asked) => Answer) {
  const asked: string[] = [];
  const server = await network.http(
    (request: IncomingMessage, response: ServerResponse) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const path = url.pathname.replace(/^\/artifactory/, '');
      asked.push(path);
      const found =
        path === '/api/system/ping'
          ? {
              body: 'OK',
              headers: { 'x-jfrog-version': 'Artifactory/7.98.1 7' },
            }
          : answer({
              path,
              query: url.searchParams,
              known: request.headers.authorization === authorization,
            }) ?? restError(404, 'Not Found');
      const { code = 200, headers = {}, body = {} } = found ?? {};
      response.writeHead(code, { ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    },
  );
  return { ...server, asked };
}

export function connect(url: string) {
  return network.connect(jfrogProvider, url, { credential });
}
