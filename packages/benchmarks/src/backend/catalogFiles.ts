import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { teamName, WORKSPACES } from './people';

/** A template whose picker offers the workspaces of whoever fills in the form. */
const OWN_WORKSPACES = JSON.stringify({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'own-workspaces', title: 'Of one of my workspaces' },
  spec: {
    type: 'service',
    parameters: {
      title: 'Image',
      properties: {
        image: {
          title: 'Image',
          type: 'string',
          'ui:field': 'RegistryImagePicker',
        },
      },
    },
    steps: [],
  },
});

/** What the catalog reads. */
export interface CatalogFiles {
  entities: string;
  template: string;
}

export async function writeCatalogFiles(
  directory: string,
  groups: number,
  people: ReadonlyMap<string, readonly string[]>,
): Promise<CatalogFiles> {
  const entities = join(directory, 'workspaces.yaml');
  const template = join(directory, 'template.yaml');
  await writeFile(entities, describeCatalog(groups, people));
  await writeFile(template, OWN_WORKSPACES);
  return { entities, template };
}

function describeCatalog(
  groups: number,
  people: ReadonlyMap<string, readonly string[]>,
): string {
  const entity = (
    kind: string,
    name: string,
    spec: object,
    metadata: object = {},
  ) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, ...metadata },
    spec,
  });
  return [
    ...WORKSPACES.map(name =>
      entity('Group', name, { type: 'team', children: [] }),
    ),
    ...Array.from({ length: groups }, (_, at) =>
      entity(
        'Group',
        teamName(at),
        { type: 'team', children: [] },
        {
          title: `Team ${at}`,
          description: 'Builds and runs a part of the portal’s software',
        },
      ),
    ),
    // Everybody is this user to a frontend without a sign-in page.
    entity('User', 'guest', { memberOf: [WORKSPACES[0]] }),
    ...[...people].map(([ref, refs]) =>
      entity('User', ref.slice('user:default/'.length), {
        memberOf: refs.map(group => group.slice('group:default/'.length)),
      }),
    ),
  ]
    .map(each => JSON.stringify(each))
    .join('\n---\n');
}
