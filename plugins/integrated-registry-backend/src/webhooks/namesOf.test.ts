import { StoredIntegration } from '../model';
import { ReportedRepository } from './events/ReportedRepository';
import { namesOf, NamesOptions } from './namesOf';

const integration = {
  id: 'i',
  version: 1,
  imageHost: 'registry.example.com',
  repositoryFilter: ['team/**', 'docker*/**'],
} as unknown as StoredIntegration;

const image = { key: 'docker-local', image: 'team/app' };

function names(
  reported: ReportedRepository,
  options: Partial<NamesOptions> = {},
) {
  return [
    ...namesOf([reported], {
      integration,
      client: {},
      projects: [],
      ...options,
    }),
  ];
}

/** Of an integration of all keys, or of one. */
const client = (only?: string) => ({
  projectOf: (name: string) => {
    const [key] = name.split('/');
    if (only === undefined && !/^\w/.test(key)) {
      throw new Error('No key');
    }
    return only ?? key;
  },
});

describe('what a registry has reported is called', () => {
  it.each([
    ['team/app', ['team/app']],
    ['registry.example.com/team/app', ['team/app']],
    ['Team/App', []],
    ['team/../app', []],
    ['', []],
    ['secret/app', []],
  ])('as the integration names it: %s', (name, expected) => {
    expect(names({ name })).toEqual(expected);
  });

  it('with the keys of Artifactory through which it may be seen', () => {
    expect(names(image, { client: client(), projects: ['docker'] })).toEqual([
      'docker-local/team/app',
      'docker/team/app',
    ]);
    const projects = Array.from({ length: 11 }, (_, at) => `docker-${at}`);
    expect(names(image, { client: client(), projects })).toEqual([
      'docker-local/team/app',
    ]);
  });

  it('without a key where the integration is of one', () => {
    expect(names(image, { client: client('docker') })).toEqual(['team/app']);
    // Artifactory as a plain registry: its address may name a key, or not.
    expect(names(image)).toEqual(['docker-local/team/app', 'team/app']);
  });
});
