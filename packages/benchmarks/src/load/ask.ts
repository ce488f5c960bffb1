import { Connection } from './Connection';

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

/** Of the portal that is asked, those that nobody uses at the moment. */
const idle: Connection[] = [];
let portal: string | undefined;

/** What the portal closes at the moment it is used again is sent anew, as browsers do. */
export async function send(
  url: string,
  token: string,
  ask: Ask,
): Promise<Answer> {
  if (portal !== url) {
    idle.splice(0).forEach(connection => connection.close());
    portal = url;
  }
  for (;;) {
    const used = takeIdle();
    const connection = used ?? (await Connection.open(url));
    try {
      const answer = await sendOn(connection, token, ask);
      idle.push(connection);
      return answer;
    } catch (error) {
      if (!used) {
        throw error;
      }
    }
  }
}

function takeIdle(): Connection | undefined {
  for (;;) {
    const connection = idle.pop();
    if (!connection?.closed) {
      return connection;
    }
  }
}

async function sendOn(
  connection: Connection,
  token: string,
  { path, body, read }: Ask,
): Promise<Answer> {
  const sent = body && JSON.stringify(body);
  const answer = await connection.send(
    sent ? 'POST' : 'GET',
    `/api/integrated-registry${path}`,
    {
      authorization: `Bearer ${token}`,
      ...(sent && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
      }),
    },
    sent,
  );
  return {
    status: answer.status,
    ...(read === true &&
      answer.status === 200 && { body: JSON.parse(answer.body.toString()) }),
  };
}
