import { CostlyRegistry, costlyRequests, TriedRoute } from 'registry-simulator';
import { BenchBackend } from '../backend/BenchBackend';
import { Bench, Claim, Row } from '../Claim';
import { percentile } from '../measure/statistics';
import { startBackend } from './scene';

const MAX_HELD_MS = 50;
/** So often it is tried whether something holds the event loop for longer. */
const ROUNDS = 3;
const workspace = 'group:default/payments';

/** The calls that match, parse or repeat most of what they are sent. */
const routes = (id: string): TriedRoute[] => [
  {
    route: 'POST /integrations',
    query: { verify: 'false' },
    body: {
      workspace,
      type: 'docker',
      name: 'Costly',
      url: 'http://127.0.0.1:1',
      tls: { caCertificate: '' },
      repositories: ['team/app'],
      repositoryFilter: ['team/*'],
    },
  },
  {
    route: 'POST /images/resolve',
    query: {},
    body: {
      workspace,
      reference: `registry.example.com/${'a'.repeat(200)}:1.2.3`,
      policy: {
        registries: ['Company registry'],
        repositories: ['team/*'],
        tagPattern: '1\\..*',
        semverRange: '>=1 <2',
        platform: 'linux/amd64',
        allowCustom: true,
      },
    },
  },
  { route: 'GET /repositories', query: { workspace, q: '', cursor: '' } },
  {
    route: 'GET /images/parse',
    query: { workspace, reference: 'nginx' },
  },
  {
    route: 'POST /image-uses',
    query: {},
    body: { workspace, reference: 'nginx:1', usedBy: 'component:default/a' },
  },
  { route: `GET /integrations/${id}`, query: {} },
];

interface Held {
  what: string;
  ms: number;
}

export const costly: Claim = {
  title: 'Costly requests and answers',
  programs: [],
  async measure(bench) {
    const registry = await CostlyRegistry.start();
    bench.onEnd(() => registry.stop());
    const backend = await startBackend(bench);
    const ids: Record<string, string> = {};
    registry.answerWith('a web page');
    for (const type of ['docker', 'harbor', 'jfrog']) {
      const { body } = await backend.api.call(
        'POST /integrations?verify=false',
        {
          workspace,
          type,
          name: `Costly ${type}`,
          url: registry.url,
          username: 'robot',
          password: 'robot',
        },
      );
      ids[type] = body.id;
    }
    const held: Measure = async (what, action) => {
      let ms = Infinity;
      // The portal crawls and tidies up meanwhile; what is costly is so each time.
      for (let round = 0; round < ROUNDS && ms > MAX_HELD_MS; round++) {
        await backend.resetVitals();
        await action(round);
        ms = Math.min(ms, (await backend.readVitals()).heldMax);
      }
      return { what, ms };
    };
    return [
      await measureRequests(bench, backend, ids.docker, held),
      await measureAnswers(bench, backend, { registry, ids }, held),
    ];
  },
};

type Measure = (
  what: string,
  action: (round: number) => Promise<unknown>,
) => Promise<Held>;

async function measureRequests(
  bench: Bench,
  backend: BenchBackend,
  id: string,
  held: Measure,
): Promise<Row> {
  const all = costlyRequests(routes(id), { id, headers: {} });
  const requests = all.filter(
    (_, at) => at % Math.ceil(30 / bench.sizes.rounds) === 0,
  );
  bench.say(`${requests.length} costly requests`);
  const times: Held[] = [];
  for (const { what, method, path, body, headers } of requests) {
    times.push(
      await held(`${method} ${path.slice(0, 30)}, ${what}`, () =>
        backend.api.attempt(`${method} ${path}`, body, headers),
      ),
    );
  }
  return toRow(bench, `${requests.length} costly requests`, times);
}

async function measureAnswers(
  bench: Bench,
  backend: BenchBackend,
  { registry, ids }: { registry: CostlyRegistry; ids: Record<string, string> },
  held: Measure,
): Promise<Row> {
  const answers = CostlyRegistry.answers.filter(
    (_, at) => at % Math.ceil(10 / bench.sizes.rounds) === 0,
  );
  bench.say(`${answers.length} costly answers of a registry`);
  const times: Held[] = [];
  for (const answer of answers) {
    registry.answerWith(answer);
    for (const [type, id] of Object.entries(ids)) {
      // Nobody has asked for this one before.
      const repository = `team/app-${times.length}`;
      for (const call of ['tags?', 'artifact?reference=1&']) {
        times.push(
          await held(`${type}, ${answer}`, round =>
            backend.api.attempt(
              `GET /integrations/${id}/${call}repository=${repository}-${round}`,
            ),
          ),
        );
      }
    }
  }
  return toRow(
    bench,
    `${times.length} calls of a registry that answers costly`,
    times,
  );
}

function toRow(bench: Bench, what: string, times: readonly Held[]): Row {
  const [worst, ...others] = [...times].sort((a, b) => b.ms - a.ms);
  for (const each of [worst, ...others.slice(0, 9)]) {
    bench.say(`${each.ms.toFixed(0)} ms: ${each.what}`);
  }
  const p99 = percentile(
    times.map(({ ms }) => ms),
    99,
  );
  return {
    what: `event loop held at once, ${what}`,
    mustReach: `≤ ${MAX_HELD_MS} ms`,
    measured: `at most ${worst.ms.toFixed(0)} ms (${
      worst.what
    }); p99 ${p99.toFixed(0)} ms`,
    reached: worst.ms <= MAX_HELD_MS,
  };
}
