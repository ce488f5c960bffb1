import { spawn } from 'node:child_process';
import { describeWithPrograms, requireProgram } from 'registry-simulator';
import {
  APPLY,
  openSimulator,
  TestCluster,
} from '../__testUtils__/openSimulator';
import { StatusCause } from '../statuses/StatusError';
import { KubernetesObject } from './KubernetesObject';
import { OracleRequest, randomRequests } from './__testUtils__/randomRequests';

const SEQUENCES = 300;
const REQUESTS = 6;
const SEED = 20_260_101;

interface OracleAnswer {
  status: number;
  message?: string;
  causes?: StatusCause[];
  object?: KubernetesObject;
}

/** Asks Kubernetes' own code. */
async function askOracle(
  requests: readonly OracleRequest[],
): Promise<OracleAnswer[]> {
  const program = spawn(requireProgram('kubernetes-field-management'), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  program.stdin.end(requests.map(line => JSON.stringify(line)).join('\n'));
  let printed = '';
  for await (const chunk of program.stdout) {
    printed += chunk;
  }
  return printed
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

/** Asks the simulator over HTTP. */
async function askSimulator(
  { simulator, send }: TestCluster,
  { op, manager, force, object }: OracleRequest,
  kind: string,
): Promise<OracleAnswer> {
  const plural = kind === 'Secret' ? 'secrets' : 'serviceaccounts';
  const all = `/api/v1/namespaces/payments-dev/${plural}`;
  const one = `${all}/shared`;
  const query = `fieldManager=${manager}`;
  switch (op) {
    case 'start':
      await send('DELETE', one);
      return { status: 200 };
    case 'delete':
      return read(await send('DELETE', one));
    case 'create':
      return read(await send('POST', `${all}?${query}`, { body: object }));
    case 'update': {
      // Kubernetes wants it of a ServiceAccount.
      const live =
        kind === 'Secret'
          ? undefined
          : simulator.serviceAccount('payments-dev', 'shared');
      const resourceVersion = live?.metadata.resourceVersion ?? undefined;
      return read(
        await send('PUT', `${one}?${query}`, {
          body: {
            ...object,
            metadata: { ...object!.metadata, resourceVersion },
          },
        }),
      );
    }
    default:
      return read(
        await send('PATCH', `${one}?${query}&force=${force}`, {
          contentType: APPLY,
          body: object,
        }),
      );
  }

  function read({ status, body }: { status: number; body: any }): OracleAnswer {
    return body.kind === 'Status'
      ? { status, message: body.message, causes: body.details?.causes }
      : { status, object: body };
  }
}

/** What has to be the same. Messages are compared where field management words them. */
function comparable({ status, message, causes, object }: OracleAnswer) {
  const isWorded = status === 500 || (status === 409 && causes);
  return {
    status,
    ...(isWorded && { message, causes: causes?.map(toText).sort() }),
    ...(object && { object: withoutServersFields(object) }),
  };
}

type Comparable = ReturnType<typeof comparable>;

function toText(value: unknown): string {
  return JSON.stringify(value);
}

function withoutServersFields({ metadata, ...object }: KubernetesObject) {
  const { uid, resourceVersion, creationTimestamp, managedFields, ...others } =
    metadata;
  return {
    ...object,
    metadata: {
      ...others,
      managedFields: (managedFields ?? [])
        // The clocks differ. Whether there is a time is told by both.
        .map(entry => ({ ...entry, time: entry.time !== undefined }))
        .sort((entry, other) => (toId(entry) < toId(other) ? -1 : 1)),
    },
  };
}

function toId({
  manager,
  operation,
}: {
  manager?: string;
  operation?: string;
}) {
  return `${operation} ${manager}`;
}

describeWithPrograms(
  describe,
  ['kubernetes-field-management'],
  'field management of Kubernetes and of the simulator',
  () => {
    let cluster: TestCluster;

    beforeAll(async () => {
      cluster = await openSimulator();
    });

    afterAll(() => cluster.stop());

    it(`agree on ${SEQUENCES} sequences of random requests`, async () => {
      const sequences = Array.from({ length: SEQUENCES }, (_, index) =>
        randomRequests(SEED + index, REQUESTS),
      );
      const answers = await askOracle(sequences.flat());
      const met = new Map<string, number>();
      for (const [index, requests] of sequences.entries()) {
        const kind = requests.find(({ object }) => object)?.object?.kind ?? '';
        const expected = requests.map(() => comparable(answers.shift()!));
        const actual: Comparable[] = [];
        for (const request of requests) {
          const answer = await askSimulator(cluster, request, kind);
          actual.push(comparable(answer));
          const what = `${request.op} ${answer.status}`;
          met.set(what, (met.get(what) ?? 0) + 1);
        }
        const sequence = { seed: SEED + index, requests };
        expect({ ...sequence, answers: actual }).toEqual({
          ...sequence,
          answers: expected,
        });
      }
      // What was compared, so that a change of the generator does not empty the test.
      expect([...met.keys()].sort()).toEqual([
        'apply 200',
        'apply 201',
        'apply 409',
        'apply 422',
        'apply 500',
        'create 201',
        'create 409',
        'delete 200',
        'delete 404',
        'start 200',
        'update 200',
        'update 404',
        'update 422',
      ]);
    });
  },
);
