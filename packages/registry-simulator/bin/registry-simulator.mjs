#!/usr/bin/env node
// Runs the simulator on its own; see USAGE.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const USAGE =
  'registry-simulator.mjs [--port N] [--as distribution|harbor|artifactory] [--port-of PART=N]... [--content demo|none] [--repositories N] [--tags N] [--latency N]';

function fail(message) {
  process.stderr.write(`registry-simulator: ${message}\n`);
  process.exit(1);
}

let values;
try {
  ({ values } = parseArgs({
    options: {
      port: { type: 'string', default: '5050' },
      as: { type: 'string', default: 'distribution' },
      'port-of': { type: 'string', multiple: true, default: [] },
      content: { type: 'string' },
      repositories: { type: 'string', default: '0' },
      tags: { type: 'string', default: '0' },
      latency: { type: 'string', default: '0' },
    },
  }));
} catch (error) {
  fail(`${error.message}. Usage: ${USAGE}`);
}

function readNumber(name, most, value = values[name]) {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(number <= most)) {
    fail(`--${name} takes a number from 0 to ${most}, and not ${value}`);
  }
  return number;
}

const port = readNumber('port', 65535);
const parts = values['port-of'].map(given => {
  const [, part, value] = /^([^=]+)=(.*)$/.exec(given) ?? [];
  if (part === undefined) {
    fail(
      `--port-of takes a repository key and its port, docker=5062, and not ${given}`,
    );
  }
  return [part, readNumber('port-of', 65535, value)];
});
const scale = {
  repositories: readNumber('repositories', 1_000_000),
  tags: readNumber('tags', 1_000_000),
};
const latencyMs = readNumber('latency', 600_000);
const scaled = scale.repositories > 0 || scale.tags > 0;
// Who asks for many repositories wants just these.
const content = values.content ?? (scaled ? 'none' : 'demo');
if (!['demo', 'none'].includes(content)) {
  fail(`--content takes demo or none, and not ${content}`);
}

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { RegistrySimulator, demoFaces, fillDemo, fillScale } = require('../src');

const face = demoFaces[values.as];
if (!face) {
  fail(
    `--as takes ${Object.keys(demoFaces).join(' or ')}, and not ${values.as}`,
  );
}

function failToListen(wanted, option) {
  return error =>
    fail(
      error.code === 'EADDRINUSE'
        ? `the port ${wanted} is in use: end what listens there, or choose another with ${option}`
        : error.message,
    );
}

const simulator = await RegistrySimulator.start({
  port,
  ...face.options,
}).catch(failToListen(port, '--port'));
if (content === 'demo') {
  fillDemo(simulator.store, face.prefix);
  face.fillMore?.(simulator.store);
}
if (scaled) {
  fillScale(simulator.store, { ...scale, prefix: face.prefix });
}
simulator.setFaults({ latencyMs });
for (const [part, wanted] of parts) {
  const host = await simulator
    .openPort(part, wanted)
    .catch(failToListen(wanted, '--port-of'));
  process.stdout.write(`registry-simulator: ${part} is at http://${host}\n`);
}
process.stdout.write(`registry-simulator: listening at ${simulator.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => simulator.stop().then(() => process.exit(0)));
}
