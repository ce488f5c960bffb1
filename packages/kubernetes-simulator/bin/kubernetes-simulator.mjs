#!/usr/bin/env node
// Runs the simulator on its own; see USAGE.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const USAGE =
  'kubernetes-simulator.mjs [--port N] [--namespace NAME[,LABEL=VALUE]...]... [--token TOKEN] [--tls-key FILE --tls-cert FILE]';

function fail(message) {
  process.stderr.write(`kubernetes-simulator: ${message}\n`);
  process.exit(1);
}

let values;
try {
  ({ values } = parseArgs({
    options: {
      port: { type: 'string', default: '5060' },
      namespace: { type: 'string', multiple: true, default: ['default'] },
      token: { type: 'string', default: 'demo-cluster-token' },
      'tls-key': { type: 'string' },
      'tls-cert': { type: 'string' },
    },
  }));
} catch (error) {
  fail(`${error.message}. Usage: ${USAGE}`);
}

const port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
if (!(port <= 65535)) {
  fail(`--port takes a number from 0 to 65535, and not ${values.port}`);
}
const namespaces = values.namespace.map(given => {
  const [name, ...labels] = given.split(',');
  if (!labels.every(label => label.includes('='))) {
    fail(
      `--namespace takes a name and its labels, payments-dev,team=payments, and not ${given}`,
    );
  }
  return { name, labels: Object.fromEntries(labels.map(splitLabel)) };
});

function splitLabel(label) {
  const at = label.indexOf('=');
  return [label.slice(0, at), label.slice(at + 1)];
}

const { 'tls-key': key, 'tls-cert': cert } = values;
if (Boolean(key) !== Boolean(cert)) {
  fail('--tls-key and --tls-cert are given together');
}

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { KubernetesSimulator } = require('../src');

const simulator = await KubernetesSimulator.start({
  port,
  tls: key && {
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(cert, 'utf8'),
  },
}).catch(error =>
  fail(
    error.code === 'EADDRINUSE'
      ? `the port ${port} is in use: end what listens there, or choose another with --port`
      : error.message,
  ),
);
for (const { name, labels } of namespaces) {
  try {
    simulator.createNamespace(name, labels);
  } catch (error) {
    fail(error.message);
  }
}
simulator.allow({
  token: values.token,
  user: 'system:serviceaccount:portal:integrated-registry',
  resource: '*',
  verbs: ['*'],
});
process.stdout.write(`kubernetes-simulator: listening at ${simulator.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => simulator.stop().then(() => process.exit(0)));
}
