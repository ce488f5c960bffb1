// The portal's backend with the plugins that the Integrated Registry needs, and no others: it starts
// again dozens of times. It loads them and says so; then it starts when it is told to.
import { createBackend } from '@backstage/backend-defaults';

const features = [
  import('@backstage/plugin-auth-backend'),
  import('@backstage/plugin-catalog-backend'),
  import('@backstage/plugin-permission-backend'),
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
  import('backstage-plugin-integrated-registry-backend'),
];

process.on('message', async message => {
  if (message === 'start') {
    const backend = createBackend();
    features.forEach(feature => backend.add(feature));
    await backend.start();
  }
});

void Promise.all(features).then(() => process.send?.({ answer: 'loaded' }));
