// Many simulated registries in one process, told by its parent which ones.
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { repositoryName } from './names';
import { SimulatorsRequest } from './SimulatorsRequest';

async function start({ registries, repositories, tags }: SimulatorsRequest) {
  const image = buildImage();
  const urls: string[] = [];
  for (let at = 0; at < registries; at++) {
    const simulator = await RegistrySimulator.start();
    const first = Math.floor((at * repositories) / registries);
    const last = Math.floor(((at + 1) * repositories) / registries);
    const names = Array.from({ length: last - first }, (_, offset) =>
      repositoryName(first + offset),
    );
    for (let tag = 0; tag < tags; tag++) {
      simulator.store.addImage(names[0], image, `1.${tag}.0`);
    }
    simulator.store.copyRepository(names[0], names.slice(1));
    urls.push(simulator.url);
  }
  process.send?.({ answer: urls });
}

process.once('message', message => {
  void start(message as SimulatorsRequest);
});
process.once('disconnect', () => process.exit(0));
