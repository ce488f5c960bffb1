import {
  checkedProvider,
  RegistryClient,
  RegistryConnection,
  RegistryProvider,
} from '../provider';
import { isRegistryError } from '../errors';
import { ContractMinting } from './describeMinting';
import { hostileAnswers, unsafeParts } from './hostileAnswers';
import { digestOf, Replay } from './Replay';

export interface HostileAnswersOptions {
  /** What the clients of a test are connected with, and a transport that it closes. */
  connection(): RegistryConnection;
  image(): { repository: string; tag: string };
  minting?: ContractMinting;
}

/** Changed answers, and changed manifests and configurations: each is read again by a client of its own. */
const ANSWERS = 120;
const CONTENTS = 60;

type Call = (client: RegistryClient, signal: AbortSignal) => Promise<unknown>;

/**
 * That every answer of a provider becomes the portal's own, whatever the registry says. The registry is asked
 * once; what it has said is then changed, field by field, and read again from memory.
 */
export function describeHostileAnswers(
  provider: RegistryProvider,
  { connection, image, minting }: HostileAnswersOptions,
): void {
  function clientOf(transport: Replay): RegistryClient {
    return checkedProvider(provider).connect({
      ...connection(),
      ...(minting && { credential: minting.credential }),
      transport,
    });
  }

  /** Answers and errors of all calls that have something wrong in them. */
  async function unsafe(transport: Replay, calls: readonly Call[]) {
    const { signal } = new AbortController();
    const client = clientOf(transport);
    const found: string[] = [];
    for (const call of calls) {
      const answer = await call(client, signal).catch(error => {
        if (!isRegistryError(error)) {
          throw error;
        }
        return error.toFailure();
      });
      found.push(...unsafeParts(answer));
    }
    return found;
  }

  it('makes ours of whatever a registry answers', async () => {
    const { repository, tag } = image();
    const replay = new Replay(connection().transport);
    const digest = await digestIn(clientOf(replay), repository, tag);
    const calls: Call[] = [
      async (client, signal) => {
        const pages = [];
        for await (const page of client.listRepositories({ signal })) {
          pages.push(page);
        }
        return pages;
      },
      (client, signal) => client.listTags(repository, { signal }),
      (client, signal) => client.resolve(repository, tag, { signal }),
      (client, signal) => client.getArtifact(repository, tag, { signal }),
      async (client, signal) =>
        client.listReferrers?.(repository, digest, { signal }),
      async (client, signal) =>
        client.getVulnerabilities?.(repository, digest, { signal }),
      (client, signal) => client.diagnose({ signal }),
      async (client, signal) =>
        client.mintPullCredential?.({
          name: 'contract-of-providers-4',
          projects: repository.split('/').slice(0, 1),
          days: 2,
          signal,
          ...(minting?.group !== undefined && { group: minting.group }),
        }),
      async (client, signal) =>
        client.revokePullCredential?.('contract-of-providers-4', { signal }),
    ];
    const watched = [];
    for (const call of calls) {
      const { replay: used, asked } = replay.watched();
      expect(await unsafe(used, [call])).toEqual([]);
      watched.push({ call, asked });
    }
    const answers = [...(await replay.answers())];
    expect(answers).not.toHaveLength(0);
    for (const [url, answer] of answers) {
      const asking = watched.filter(({ asked }) => asked.has(url));
      const most = Math.ceil(ANSWERS / answers.length);
      for (const hostile of hostileAnswers(answer, most)) {
        expect(
          await unsafe(
            replay.answering(url, hostile),
            asking.map(({ call }) => call),
          ),
        ).toEqual([]);
      }
    }
  });

  it('makes ours of whatever somebody has pushed', async () => {
    const { repository, tag } = image();
    const replay = new Replay(connection().transport);
    const { signal } = new AbortController();
    await clientOf(replay).getArtifact(repository, tag, { signal });
    const index = (await replay.content(tag))!;
    const [first] = index.manifests;
    const manifest = (await replay.content(first.digest))!;
    const config = (await replay.content(manifest.config.digest))!;
    const read: Call = client =>
      client.getArtifact(repository, tag, { signal });
    const holding = (root: unknown, ...others: Buffer[]) =>
      unsafe(
        replay.holding({
          reference: tag,
          root,
          others: new Map(others.map(bytes => [digestOf(bytes), bytes])),
        }),
        [read],
      );
    const most = Math.ceil(CONTENTS / 3);
    for (const hostile of hostileAnswers(index, most)) {
      expect(await holding(hostile)).toEqual([]);
    }
    for (const hostile of hostileAnswers(manifest, most)) {
      expect(await holding(hostile)).toEqual([]);
    }
    for (const hostile of hostileAnswers(withMore(config), most)) {
      const bytes = Buffer.from(JSON.stringify(hostile));
      const described = { ...manifest.config, digest: digestOf(bytes) };
      expect(await holding({ ...manifest, config: described }, bytes)).toEqual(
        [],
      );
    }
  });
}

async function digestIn(
  client: RegistryClient,
  repository: string,
  tag: string,
): Promise<string> {
  const { signal } = new AbortController();
  return (await client.resolve(repository, tag, { signal })).digest;
}

/** With every field that is read, whatever the image of the test has. */
function withMore(config: Record<string, unknown>) {
  return {
    author: 'a',
    variant: 'v8',
    'os.version': '1',
    created: '2026-01-31T12:00:00Z',
    ...config,
    config: {
      User: 'a',
      WorkingDir: '/',
      Entrypoint: ['a'],
      Cmd: ['a'],
      ExposedPorts: { '80/tcp': {} },
      Labels: { a: 'b' },
    },
    history: [
      { created: '2026-01-31T12:00:00Z', created_by: 'a', comment: 'b' },
    ],
  };
}
