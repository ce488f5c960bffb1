import { Agent, request } from 'node:http';

export interface Ask {
  kind: string;
  path: string;
  body?: object;
  /** Is the answer's body looked at? */
  read?: boolean;
}

interface Answer {
  status: number;
  /** Where it is looked at, and the status is 200. */
  body?: any;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });

/** What the portal closes at the moment it is used again is sent anew, as browsers do. */
export async function send(
  url: string,
  token: string,
  ask: Ask,
): Promise<Answer> {
  for (;;) {
    const answer = await trySending(url, token, ask);
    if (answer !== 'closed meanwhile') {
      return answer;
    }
  }
}

function trySending(
  url: string,
  token: string,
  ask: Ask,
): Promise<Answer | 'closed meanwhile'> {
  const body = ask.body && JSON.stringify(ask.body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/integrated-registry${ask.path}`,
      {
        agent,
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
        },
      },
      response => {
        const status = response.statusCode ?? 0;
        const read = ask.read === true && status === 200;
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status, ...(read && { body: JSON.parse(text) }) });
        });
        if (read) {
          response.on('data', chunk => chunks.push(chunk));
        }
        response.resume();
      },
    );
    sent.on('error', (error: NodeJS.ErrnoException) =>
      sent.reusedSocket && error.code === 'ECONNRESET'
        ? resolve('closed meanwhile')
        : reject(error),
    );
    sent.end(body);
  });
}
