// Many simulated registries in one process, told by its parent which ones.
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { Names } from '../names/Names';
import { repositoryName } from './names';
import {
  HARBOR_LOGIN,
  isHarbor,
  shareOf,
  SimulatorsRequest,
} from './SimulatorsRequest';

async function startRegistry(
  request: SimulatorsRequest,
  at: number,
  names: Names | undefined,
): Promise<string> {
  const { before, count } = shareOf(
    request.repositories,
    request.registries,
    at,
  );
  const simulator = await RegistrySimulator.start(
    names && isHarbor(at)
      ? {
          harbor: {
            accounts: [{ ...HARBOR_LOGIN, kind: 'robot' }],
            describe: name => names.describe(name),
          },
        }
      : {},
  );
  const repositories =
    names?.of(at, count) ??
    Array.from({ length: count }, (_, offset) =>
      repositoryName(before + offset),
    );
  const image = buildImage();
  for (let tag = 0; tag < request.tags; tag++) {
    simulator.store.addImage(repositories[0], image, `1.${tag}.0`);
  }
  simulator.store.copyRepository(repositories[0], repositories.slice(1));
  return simulator.url;
}

async function start(request: SimulatorsRequest) {
  const { registries, seed } = request;
  const names = seed === undefined ? undefined : new Names(seed);
  const urls: string[] = [];
  for (let at = 0; at < registries; at++) {
    urls.push(await startRegistry(request, at, names));
  }
  process.send?.({ answer: urls });
}

process.once('message', message => {
  void start(message as SimulatorsRequest);
});
process.once('disconnect', () => process.exit(0));
