import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  buildImage,
  DockerRegistry,
  pushContent,
  startDockerRegistry,
} from 'registry-simulator';
import { BenchBackend } from '../backend/BenchBackend';
import { Bench, Claim, Row } from '../Claim';
import { spread, timed } from '../measure/statistics';
import { startBackend } from './scene';

const MAX_MS = 2_000;
const POLL_MS = 5;
const KNOWN = 'team/app';
const image = buildImage();

interface Scene {
  backend: BenchBackend;
  id: string;
  registry: DockerRegistry;
}

/** A registry that calls the webhook of its integration. */
async function startScene(bench: Bench): Promise<Scene> {
  const directory = join(bench.directory, 'registry');
  await mkdir(directory, { recursive: true });
  const quiet = await startDockerRegistry({ directory });
  await pushContent(quiet.url, KNOWN, 'first', image);
  const backend = await startBackend(bench);
  const id = await backend.api.integrate('Registry', 'payments', quiet.url);
  await backend.api.crawled(id, 1);
  const { body } = await backend.api.call(`POST /integrations/${id}/webhook`);
  await quiet.stop();
  const registry = await startDockerRegistry({
    directory,
    port: Number(new URL(quiet.url).port),
    notifications: {
      url: body.address,
      authorization: `Bearer ${body.secret}`,
    },
  });
  bench.onEnd(() => registry.stop());
  return { backend, id, registry };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await sleep(POLL_MS);
  }
}

export const webhooks: Claim = {
  title: 'Webhooks',
  programs: ['docker-registry'],
  async measure(bench) {
    const { backend, id, registry } = await startScene(bench);
    const names = async (route: string): Promise<string[]> =>
      (await backend.api.call(route)).body.items.map(
        ({ name }: { name: string }) => name,
      );
    const tags: number[] = [];
    const repositories: number[] = [];
    for (let round = 0; round < bench.sizes.rounds; round++) {
      // From the end of the push on.
      const tag = `tag-${round}`;
      await pushContent(registry.url, KNOWN, tag, image);
      const listed = `GET /integrations/${id}/tags?repository=${KNOWN}&q=${tag}`;
      tags.push(
        await timed(() =>
          until(async () => (await names(listed)).includes(tag)),
        ),
      );
      const name = `team/new-${round}`;
      await pushContent(registry.url, name, 'first', image);
      const found = `GET /repositories?workspace=group:default/payments&q=${name}`;
      repositories.push(
        await timed(() =>
          until(async () => (await names(found)).includes(name)),
        ),
      );
    }
    const row = (what: string, took: readonly number[]): Row => ({
      what: `a real registry calls the webhook: from the push to ${what}`,
      mustReach: `≤ ${MAX_MS / 1_000} s`,
      measured: spread(took),
      reached: Math.max(...took) <= MAX_MS,
    });
    return [
      row('the tag in the tag list', tags),
      row('the new repository in search', repositories),
    ];
  },
};
