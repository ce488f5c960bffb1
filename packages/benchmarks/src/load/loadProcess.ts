// People who use the portal, in a process of its own, so that they take nothing from its event loop.
import { mix } from '../names/Names';
import { phraseFor, seededRandom } from '../registries/names';
import { Ask, send } from './ask';
import { isFound } from './isFound';
import { LoadReport, LoadRequest } from './messages';
import { Query } from '../queries/Query';

const sleep = (ms: number) => new Promise(done => setTimeout(done, ms));
/** Whoever types letter by letter waits so many times as long, now and then and behind the last one. */
const HESITATION = 5;
const HESITATES = 0.1;

interface Person {
  token: string;
  workspace: string;
  random(): number;
  pause(times?: number): Promise<unknown>;
}

function searchFor(
  workspace: string,
  text: string,
  more: Record<string, string | undefined> = {},
): string {
  const query = new URLSearchParams({ workspace, q: text });
  for (const [name, value] of Object.entries(more)) {
    if (value !== undefined) {
      query.set(name, value);
    }
  }
  return `/repositories?${query}`;
}

/** What somebody does next who chooses an image. */
function nextAsk({ images }: LoadRequest, { workspace, random }: Person): Ask {
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
      return {
        kind: 'search',
        path: searchFor(
          workspace,
          phraseFor(random).slice(0, 3 + Math.floor(random() * 6)),
        ),
      };
  }
}

async function run(order: LoadRequest): Promise<LoadReport> {
  const report: LoadReport = {
    latencies: {},
    errors: {},
    found: {},
    seconds: 0,
    processorSeconds: 0,
  };
  const warmUntil = performance.now() + order.warmUpSeconds * 1_000;
  const until = warmUntil + order.seconds * 1_000;
  const before = process.cpuUsage();
  let next = 0;

  /** @returns what was answered, where it is read */
  async function measure(token: string, ask: Ask, counts = true) {
    const started = performance.now();
    const { status, body } = await send(order.url, token, ask).catch(error => ({
      status: String(error.code ?? error.message),
      body: undefined,
    }));
    if (started < warmUntil || !counts) {
      return body;
    }
    const failed = status !== 200;
    if (failed) {
      const what = `${ask.kind} ${status}`;
      report.errors[what] = (report.errors[what] ?? 0) + 1;
    }
    // What fails is as if it had never been answered.
    (report.latencies[ask.kind] ??= []).push(
      failed ? Infinity : performance.now() - started,
    );
    return body;
  }

  async function type(person: Person, { kind, texts, ...query }: Query) {
    const { token, workspace, random, pause } = person;
    const { project, furtherPages = 0, wanted } = query;
    const read = furtherPages > 0 || wanted !== undefined;
    let body: any;
    for (const [at, text] of texts.entries()) {
      const path = searchFor(workspace, text, { project });
      body = await measure(token, { kind, path, read }, furtherPages === 0);
      const waits =
        texts.length > 1 && (at === texts.length - 1 || random() < HESITATES);
      await pause(waits ? HESITATION : 1);
      if (performance.now() > until) {
        break;
      }
    }
    if (wanted && body) {
      const counted = (report.found[kind] ??= { asked: 0, found: 0 });
      counted.asked += 1;
      counted.found += isFound(wanted, body) ? 1 : 0;
    }
    for (let page = 0; page < furtherPages; page++) {
      const cursor: string | undefined = body?.nextCursor;
      if (cursor === undefined || performance.now() > until) {
        break;
      }
      const path = searchFor(workspace, texts[0], { project, cursor });
      body = await measure(token, { kind, path, read });
      await pause();
    }
  }

  async function use(at: number) {
    // Seeds that are next to each other begin with nearly the same number.
    const random = seededRandom(mix(at, 'person'));
    const person: Person = {
      ...order.people[at % order.people.length],
      random,
      pause: async (times = 1) => {
        if (order.pauseMs > 0) {
          await sleep(order.pauseMs * times * (0.5 + random()));
        }
      },
    };
    // People do not all start at the same moment.
    await sleep(random() * order.pauseMs);
    while (performance.now() < until) {
      if (order.images.length > 0) {
        await measure(person.token, nextAsk(order, person));
        await person.pause();
      } else {
        next += 1;
        await type(person, order.queries[(next - 1) % order.queries.length]);
      }
    }
  }

  await Promise.all(
    Array.from({ length: order.concurrency }, (_, at) => use(at)),
  );
  report.seconds = (performance.now() - warmUntil) / 1_000;
  const { user, system } = process.cpuUsage(before);
  report.processorSeconds = (user + system) / 1_000_000;
  return report;
}

process.on('message', message => {
  run(message as LoadRequest).then(
    report => process.send?.({ answer: report }),
    error => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
