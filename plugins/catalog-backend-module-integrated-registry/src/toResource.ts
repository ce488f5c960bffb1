import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ResourceEntity,
} from '@backstage/catalog-model';
import { Integration } from 'backstage-plugin-integrated-registry-common';

const MAX_NAME = 63;

/**
 * The Resource of an integration; none for one that says not whose it is. Everybody who may read the
 * catalog sees it, so it has only what the README of this package names.
 */
export function toResource(
  integration: Integration,
): ResourceEntity | undefined {
  const { id, name, type, workspace, url } = integration;
  if (workspace === undefined) {
    return undefined;
  }
  const location = `integrated-registry:${id}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: entityName(name, id),
      namespace: namespaceOf(workspace),
      title: name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        'integrated-registry.io/integration-id': id,
        'integrated-registry.io/type': type,
      },
      ...(isWebAddress(url) && {
        links: [{ url, title: 'Registry', icon: 'storage' }],
      }),
    },
    spec: { type: 'container-registry', owner: workspace },
  };
}

/** Links are there to be clicked on: anything else stays out of the page. */
function isWebAddress(url: string | undefined): url is string {
  return /^https?:$/.test(URL.parse(url ?? '')?.protocol ?? '');
}

/** Names may be anything; the id keeps those apart that come out the same. */
function entityName(name: string, id: string): string {
  const suffix = id.replace(/[^a-z0-9]/gi, '').slice(-8);
  const readable = name
    .toLocaleLowerCase('en-US')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_NAME - suffix.length - 1)
    .replace(/^-+|-+$/g, '');
  return [readable || 'registry', suffix].join('-');
}

/** `group:default/payments` */
function namespaceOf(workspace: string): string {
  return workspace.slice(workspace.indexOf(':') + 1, workspace.indexOf('/'));
}
