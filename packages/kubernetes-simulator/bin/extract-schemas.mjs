#!/usr/bin/env node
// Writes src/schemas/core-v1.json: the schemas that the simulator needs, from Kubernetes' OpenAPI document.
//
//   extract-schemas.mjs V1.JSON SOURCE
//
// V1.JSON is k8s.io/kubectl/testdata/openapi/v3/api/v1.json of Debian's golang-k8s-kubectl-dev, and SOURCE
// says which version of the package it is from.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [document, source] = process.argv.slice(2);
if (!source) {
  process.stderr.write('Usage: extract-schemas.mjs V1.JSON SOURCE\n');
  process.exit(1);
}

const core = 'io.k8s.api.core.v1.';
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
const roots = [
  `${core}Namespace`,
  `${core}Secret`,
  `${core}ServiceAccount`,
  `${meta}DeleteOptions`,
  `${meta}Status`,
];

// The document is of Kubernetes 1.27. These lists have got a type since: `+listType` and `+listMapKey` in
// k8s.io/apimachinery and k8s.io/api 0.32.
const listTypes = [
  [`${core}NamespaceStatus`, 'conditions', 'map', ['type']],
  [`${core}ServiceAccount`, 'imagePullSecrets', 'atomic'],
  [`${core}ServiceAccount`, 'secrets', 'map', ['name']],
  [`${meta}ObjectMeta`, 'finalizers', 'set'],
  [`${meta}ObjectMeta`, 'managedFields', 'atomic'],
  [`${meta}ObjectMeta`, 'ownerReferences', 'map', ['uid']],
];

const { info, components } = JSON.parse(readFileSync(document, 'utf8'));
const schemas = {};

function add(name) {
  if (!schemas[name]) {
    schemas[name] = components.schemas[name];
    JSON.stringify(schemas[name], (key, value) => {
      if (key === '$ref') {
        add(value.split('/').pop());
      }
      return value;
    });
  }
}

roots.forEach(add);
for (const [name, property, type, keys] of listTypes) {
  const list = schemas[name].properties[property];
  list['x-kubernetes-list-type'] = type;
  if (keys) {
    list['x-kubernetes-list-map-keys'] = keys;
  }
}

function withoutDescriptions(value) {
  if (Array.isArray(value)) {
    return value.map(withoutDescriptions);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, of]) => key !== 'description' || typeof of !== 'string')
      .map(([key, of]) => [key, withoutDescriptions(of)]),
  );
}

const excerpt = {
  source: `Kubernetes ${info.version}, api/v1.json of ${source}`,
  license: 'Apache-2.0, Copyright The Kubernetes Authors',
  schemas: withoutDescriptions(
    Object.fromEntries(
      Object.keys(schemas)
        .sort()
        .map(name => [name, schemas[name]]),
    ),
  ),
};
writeFileSync(
  fileURLToPath(new URL('../src/schemas/core-v1.json', import.meta.url)),
  `${JSON.stringify(excerpt, undefined, 2)}\n`,
);
