// The demo portal: simulated registries and a simulated cluster, the backend and the frontend, with live
// reload.
import { join } from 'node:path';
import { assertPortFree, bin, die, root, say, start } from './lib/run.mjs';

/** The first one is integrated already, the others are there to be. */
const REGISTRIES = [
  ['distribution', 5050],
  ['harbor', 5051],
  ['artifactory', 5052],
];
/** As `clusters` of app-config.yaml says. */
const CLUSTER = { port: 5060, token: 'demo-cluster-token' };
/** The workspace that each namespace of the cluster is labelled for. */
const NAMESPACES = {
  'payments-dev': 'default.payments',
  'payments-prod': 'default.payments',
  'storefront-dev': 'default.storefront',
};
const FRONTEND = 'http://localhost:3000';
const BACKEND = 'http://localhost:7007';

for (const [port, what] of [
  ...REGISTRIES.map(([type, port]) => [
    port,
    `the simulated registry (${type})`,
  ]),
  [CLUSTER.port, 'the simulated cluster'],
  [7007, 'the backend'],
  [3000, 'the frontend'],
]) {
  await assertPortFree(port).catch(() =>
    die(
      `port ${port} is in use, and ${what} needs it: end what listens there, then run this again`,
    ),
  );
}

const simulators = REGISTRIES.map(([type, port]) =>
  start(process.execPath, [
    join(root, 'packages/registry-simulator/bin/registry-simulator.mjs'),
    '--as',
    type,
    '--port',
    String(port),
    '--content',
    'demo',
  ]),
);
const cluster = start(process.execPath, [
  join(root, 'packages/kubernetes-simulator/bin/kubernetes-simulator.mjs'),
  '--port',
  String(CLUSTER.port),
  '--token',
  CLUSTER.token,
  ...Object.entries(NAMESPACES).flatMap(([namespace, workspace]) => [
    '--namespace',
    `${namespace},integrated-registry.io/workspace=${workspace}`,
  ]),
]);
const portal = start(bin('backstage-cli'), [
  'repo',
  'start',
  ...process.argv.slice(2),
]);

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function announce() {
  while (
    !(await answers(`${BACKEND}/.backstage/health/v1/readiness`)) ||
    !(await answers(FRONTEND))
  ) {
    await new Promise(done => setTimeout(done, 500));
  }
  say(`the portal is ready: open ${FRONTEND}`);
}
announce();

const ended = await Promise.race([
  ...simulators.map(({ ended: end }) =>
    end.then(outcome => ({ what: 'a simulated registry', outcome })),
  ),
  cluster.ended.then(outcome => ({ what: 'the simulated cluster', outcome })),
  portal.ended.then(outcome => ({ what: 'the portal', outcome })),
]);
die(
  `${ended.what} has ended${
    ended.outcome.error ? `: ${ended.outcome.error.message}` : ''
  }; see the lines above`,
);
