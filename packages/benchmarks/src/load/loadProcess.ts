// People who use the portal, in a process of their own, so that they take nothing from its event loop.
import { Agent, request } from 'node:http';
import { phraseFor, seededRandom } from '../registries/names';
import { LoadReport, LoadRequest } from './messages';

interface Ask {
  kind: string;
  path: string;
  body?: object;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
const sleep = (ms: number) => new Promise(done => setTimeout(done, ms));

/** What the portal closes at the moment it is used again is sent anew, as browsers do. */
async function send(url: string, token: string, ask: Ask): Promise<number> {
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
): Promise<number | 'closed meanwhile'> {
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
        response.on('error', reject);
        response.on('end', () => resolve(response.statusCode ?? 0));
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

function searchFor(workspace: string, text: string): Ask {
  const q = encodeURIComponent(text);
  return {
    kind: 'search',
    path: `/repositories?workspace=${workspace}&q=${q}`,
  };
}

/** What somebody does next who chooses an image. */
function nextAsk(
  { images }: LoadRequest,
  workspace: string,
  random: () => number,
): Ask {
  // Some images are asked for far more often than others.
  const { id, repository, tag } =
    images[Math.floor(images.length * random() ** 3)];
  switch (Math.floor(random() * 4)) {
    case 0:
      return {
        kind: 'tags',
        path: `/integrations/${id}/tags?repository=${repository}`,
      };
    case 1:
      return {
        kind: 'artifact',
        path: `/integrations/${id}/artifact?repository=${repository}&reference=${tag}`,
      };
    case 2:
      return {
        kind: 'resolve',
        path: '/images/resolve',
        body: {
          workspace,
          selection: { integrationId: id, repository, tag },
        },
      };
    default:
      return searchFor(
        workspace,
        phraseFor(random).slice(0, 3 + Math.floor(random() * 6)),
      );
  }
}

async function run(order: LoadRequest): Promise<LoadReport> {
  const report: LoadReport = { latencies: {}, errors: {}, seconds: 0 };
  const warmUntil = performance.now() + order.warmUpSeconds * 1_000;
  const until = warmUntil + order.seconds * 1_000;

  async function measure(token: string, ask: Ask) {
    const started = performance.now();
    const status = await send(order.url, token, ask).catch(error =>
      String(error.code ?? error.message),
    );
    if (started < warmUntil) {
      return;
    }
    if (status !== 200) {
      const what = `${ask.kind} ${status}`;
      report.errors[what] = (report.errors[what] ?? 0) + 1;
    }
    (report.latencies[ask.kind] ??= []).push(performance.now() - started);
  }

  async function person(at: number) {
    const { token, workspace } = order.people[at % order.people.length];
    const random = seededRandom(at + 1);
    const pause = () =>
      order.pauseMs > 0 ? sleep(order.pauseMs * (0.5 + random())) : undefined;
    // People do not all start at the same moment.
    await sleep(random() * order.pauseMs);
    let phrase = '';
    let typed = 0;
    while (performance.now() < until) {
      if (order.images.length > 0) {
        await measure(token, nextAsk(order, workspace, random));
      } else {
        if (typed >= phrase.length) {
          phrase = phraseFor(random);
          typed = 0;
        }
        typed += 1;
        await measure(token, searchFor(workspace, phrase.slice(0, typed)));
      }
      await pause();
    }
  }

  await Promise.all(
    Array.from({ length: order.concurrency }, (_, at) => person(at)),
  );
  report.seconds = (performance.now() - warmUntil) / 1_000;
  agent.destroy();
  return report;
}

process.once('message', message => {
  run(message as LoadRequest).then(
    report => process.send?.({ answer: report }, () => process.exit(0)),
    error => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
