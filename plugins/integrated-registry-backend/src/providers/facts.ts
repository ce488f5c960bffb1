/**
 * What a provider does about a fact: it handles it (`yes`, or `shared` where that happens in what all
 * providers stand on), has no need to, or cannot; and then why.
 */
export type Handling =
  | 'yes'
  | 'shared'
  | { notApplicable: string }
  | { notPossible: string };

export const providerTypes = ['docker', 'harbor', 'jfrog'] as const;
export type ProviderType = (typeof providerTypes)[number];

export interface Fact {
  number: number;
  fact: string;
  handling: Record<ProviderType, Handling>;
}

const ownApi: Handling = { notApplicable: 'its own API is used' };
const ofDockerHub: Handling = {
  notApplicable: 'Docker Hub is of the type Docker Registry',
};

const by = (docker: Handling, harbor: Handling, jfrog: Handling) => ({
  docker,
  harbor,
  jfrog,
});
const byAll = by('yes', 'yes', 'yes');
const shared = by('shared', 'shared', 'shared');
const byDocker = by('yes', 'shared', 'shared');

const ofHarbor: Handling = { notApplicable: 'a habit of Harbor' };
const byHarbor = by(ofHarbor, 'yes', ofHarbor);
const ofArtifactory: Handling = { notApplicable: 'a habit of Artifactory' };
const byJfrog = by(ofArtifactory, ofArtifactory, 'yes');

/** In the order of their numbers, which titles of tests name. */
const handlings: Record<string, Fact['handling']> = {
  '`/v2/` answers 200 or 401; several challenges at once; a realm that is a name means Basic':
    byDocker,
  'Tokens as `token` or `access_token`, 60 s without a lifetime; scopes one by one, as each resource demands':
    byDocker,
  'Token endpoints that want a POST for identity tokens; 404 means GET': by(
    'shared',
    { notApplicable: 'Harbor has no identity tokens' },
    { notApplicable: 'Artifactory takes its tokens as they are' },
  ),
  'Realms, redirects and links to other hosts get no credential': shared,
  'Tokens for everybody in spite of a wrong password; 401, 403 and 404 kept apart':
    byAll,
  'Tags paged by `Link`, or all at once, sorted or not': by(
    'yes',
    ownApi,
    'shared',
  ),
  'No catalogue, one for admins, one with a smaller page': by(
    'yes',
    ownApi,
    'shared',
  ),
  '`Link` that is relative, has the wrong path or a foreign scheme': by(
    'yes',
    { notApplicable: 'pages are numbered, its links not followed' },
    'shared',
  ),
  'Repositories in the catalogue without tags, or gone': by(
    'yes',
    'yes',
    'shared',
  ),
  'Names encoded twice; pages of 100 that end': byHarbor,
  'Projects whose name is a number': byHarbor,
  'Robot accounts of the system and of a project': byHarbor,
  'Cookies bring CSRF refusals': byHarbor,
  'Vulnerabilities by media type; flags that make lists slow': by(
    { notPossible: 'the protocol knows no vulnerabilities' },
    'yes',
    { notPossible: 'another product, Xray, tells them; it is not asked' },
  ),
  'Proxy-cache and empty projects, artifacts without tags, no scanner':
    byHarbor,
  'Local, remote, virtual and federated repository keys': byJfrog,
  'Image host by path, subdomain or port': byJfrog,
  'Integer cursors; identity and access tokens': byJfrog,
  'Sizes and times by AQL, where it is allowed': by(
    { notPossible: 'the protocol does not tell when a tag was pushed' },
    ownApi,
    'yes',
  ),
  'The address in any spelling': byJfrog,
  'All four manifest types accepted; schema 1 told': shared,
  'Digest by `HEAD`, else by hashing; content checked': byDocker,
  'Empty indexes, attestations among platforms, the index’s own digest': shared,
  'Signatures and SBOMs, and their tags hidden': byAll,
  'Odd configurations: no date, other history, no image at all': shared,
  'Docker Hub’s names and its rate limit': by('yes', ofDockerHub, ofDockerHub),
  '`Retry-After`; reads tried again, with an end': shared,
  'Web pages, cut and endless bodies, bombs, drips, loops, the wrong protocol':
    byDocker,
};

/** How registries behave, and which provider copes with it. */
export const facts: Fact[] = Object.entries(handlings).map(
  ([fact, handling], at) => ({ number: at + 1, fact, handling }),
);
