#!/usr/bin/env node
// Runs the simulator on its own: registry-simulator.mjs [--port N] [--content demo|none]
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

function fail(message) {
  process.stderr.write(`registry-simulator: ${message}\n`);
  process.exit(1);
}

let values;
try {
  ({ values } = parseArgs({
    options: {
      port: { type: 'string', default: '5050' },
      content: { type: 'string', default: 'demo' },
    },
  }));
} catch (error) {
  fail(
    `${error.message}. Usage: registry-simulator.mjs [--port N] [--content demo|none]`,
  );
}
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  fail(`--port takes a number from 0 to 65535, and not ${values.port}`);
}
if (!['demo', 'none'].includes(values.content)) {
  fail(`--content takes demo or none, and not ${values.content}`);
}

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { RegistrySimulator, fillDemo } = require('../src');

const simulator = await RegistrySimulator.start({ port }).catch(error =>
  fail(
    error.code === 'EADDRINUSE'
      ? `the port ${port} is in use: end what listens there, or choose another with --port`
      : error.message,
  ),
);
if (values.content === 'demo') {
  fillDemo(simulator.store);
}
process.stdout.write(`registry-simulator: listening at ${simulator.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => simulator.stop().then(() => process.exit(0)));
}
