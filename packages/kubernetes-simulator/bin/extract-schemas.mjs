#!/usr/bin/env node
// Writes the schemas that the simulator needs, from Kubernetes' OpenAPI documents: src/schemas/core-v1.json
// of the objects it has, and src/schemas/manifests.json of those it only checks.
//
//   extract-schemas.mjs FOLDER SOURCE
//
// FOLDER is k8s.io/kubectl/testdata/openapi/v3 of Debian's golang-k8s-kubectl-dev, and SOURCE says which
// version of the package it is from.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder, source] = process.argv.slice(2);
if (!source) {
  process.stderr.write('Usage: extract-schemas.mjs FOLDER SOURCE\n');
  process.exit(1);
}

const core = 'io.k8s.api.core.v1.';
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
const ofCluster = [
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

function read(path) {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

const v1 = read('api/v1.json');

/** A schema, and all that it refers to. */
function add(name, document, schemas) {
  if (!schemas[name]) {
    schemas[name] = document.components.schemas[name];
    JSON.stringify(schemas[name], (key, value) => {
      if (key === '$ref') {
        add(value.split('/').pop(), document, schemas);
      }
      return value;
    });
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

function write(name, from, schemas) {
  const excerpt = {
    source: `Kubernetes ${v1.info.version}, ${from} of ${source}`,
    license: 'Apache-2.0, Copyright The Kubernetes Authors',
    schemas: withoutDescriptions(
      Object.fromEntries(
        Object.keys(schemas)
          .sort()
          .map(key => [key, schemas[key]]),
      ),
    ),
  };
  writeFileSync(
    fileURLToPath(new URL(`../src/schemas/${name}`, import.meta.url)),
    `${JSON.stringify(excerpt, undefined, 2)}\n`,
  );
}

const inCluster = {};
ofCluster.forEach(name => add(name, v1, inCluster));
for (const [name, property, type, keys] of listTypes) {
  const list = inCluster[name].properties[property];
  list['x-kubernetes-list-type'] = type;
  if (keys) {
    list['x-kubernetes-list-map-keys'] = keys;
  }
}
write('core-v1.json', 'api/v1.json', inCluster);

const ofManifests = {};
add(`${core}Service`, v1, ofManifests);
add('io.k8s.api.apps.v1.Deployment', read('apis/apps/v1.json'), ofManifests);
Object.keys(inCluster).forEach(name => delete ofManifests[name]);
write('manifests.json', 'api/v1.json and apis/apps/v1.json', ofManifests);
