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
const ofHarbor: Handling = { notApplicable: 'a habit of Harbor' };
const ofArtifactory: Handling = { notApplicable: 'a habit of Artifactory' };
const ofDockerHub: Handling = {
  notApplicable: 'Docker Hub is of the type Docker Registry',
};

/** How registries behave, and which provider copes with it. */
export const facts: Fact[] = [
  {
    number: 1,
    fact: '`/v2/` answers 200 or 401; several challenges at once; a realm that is a name means Basic',
    handling: { docker: 'yes', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 2,
    fact: 'Tokens as `token` or `access_token`, 60 s without a lifetime; scopes one by one, as each resource demands',
    handling: { docker: 'yes', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 3,
    fact: 'Token endpoints that want a POST for identity tokens; 404 means GET',
    handling: {
      docker: 'shared',
      harbor: { notApplicable: 'Harbor has no identity tokens' },
      jfrog: {
        notApplicable: 'Artifactory takes its tokens as they are',
      },
    },
  },
  {
    number: 4,
    fact: 'Realms, redirects and links to other hosts get no credential',
    handling: { docker: 'shared', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 5,
    fact: 'Tokens for everybody in spite of a wrong password; 401, 403 and 404 kept apart',
    handling: { docker: 'yes', harbor: 'yes', jfrog: 'yes' },
  },
  {
    number: 6,
    fact: 'Tags paged by `Link`, or all at once, sorted or not',
    handling: { docker: 'yes', harbor: ownApi, jfrog: 'shared' },
  },
  {
    number: 7,
    fact: 'No catalogue, one for admins, one with a smaller page',
    handling: { docker: 'yes', harbor: ownApi, jfrog: 'shared' },
  },
  {
    number: 8,
    fact: '`Link` that is relative, has the wrong path or a foreign scheme',
    handling: {
      docker: 'yes',
      harbor: { notApplicable: 'pages are numbered, its links not followed' },
      jfrog: 'shared',
    },
  },
  {
    number: 9,
    fact: 'Repositories in the catalogue without tags, or gone',
    handling: { docker: 'yes', harbor: 'yes', jfrog: 'shared' },
  },
  {
    number: 10,
    fact: 'Names encoded twice; pages of 100 that end',
    handling: { docker: ofHarbor, harbor: 'yes', jfrog: ofHarbor },
  },
  {
    number: 11,
    fact: 'Projects whose name is a number',
    handling: { docker: ofHarbor, harbor: 'yes', jfrog: ofHarbor },
  },
  {
    number: 12,
    fact: 'Robot accounts of the system and of a project',
    handling: { docker: ofHarbor, harbor: 'yes', jfrog: ofHarbor },
  },
  {
    number: 13,
    fact: 'Cookies bring CSRF refusals',
    handling: { docker: ofHarbor, harbor: 'yes', jfrog: ofHarbor },
  },
  {
    number: 14,
    fact: 'Vulnerabilities by media type; flags that make lists slow',
    handling: {
      docker: { notPossible: 'the protocol knows no vulnerabilities' },
      harbor: 'yes',
      jfrog: {
        notPossible: 'another product, Xray, tells them; it is not asked',
      },
    },
  },
  {
    number: 15,
    fact: 'Proxy-cache and empty projects, artifacts without tags, no scanner',
    handling: { docker: ofHarbor, harbor: 'yes', jfrog: ofHarbor },
  },
  {
    number: 16,
    fact: 'Local, remote, virtual and federated repository keys',
    handling: { docker: ofArtifactory, harbor: ofArtifactory, jfrog: 'yes' },
  },
  {
    number: 17,
    fact: 'Image host by path, subdomain or port',
    handling: { docker: ofArtifactory, harbor: ofArtifactory, jfrog: 'yes' },
  },
  {
    number: 18,
    fact: 'Integer cursors; identity and access tokens',
    handling: { docker: ofArtifactory, harbor: ofArtifactory, jfrog: 'yes' },
  },
  {
    number: 19,
    fact: 'Sizes and times by AQL, where it is allowed',
    handling: {
      docker: {
        notPossible: 'the protocol does not tell when a tag was pushed',
      },
      harbor: ownApi,
      jfrog: 'yes',
    },
  },
  {
    number: 20,
    fact: 'The address in any spelling',
    handling: { docker: ofArtifactory, harbor: ofArtifactory, jfrog: 'yes' },
  },
  {
    number: 21,
    fact: 'All four manifest types accepted; schema 1 told',
    handling: { docker: 'shared', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 22,
    fact: 'Digest by `HEAD`, else by hashing; content checked',
    handling: { docker: 'yes', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 23,
    fact: 'Empty indexes, attestations among platforms, the index’s own digest',
    handling: { docker: 'shared', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 24,
    fact: 'Signatures and SBOMs, and their tags hidden',
    handling: { docker: 'yes', harbor: 'yes', jfrog: 'yes' },
  },
  {
    number: 25,
    fact: 'Odd configurations: no date, other history, no image at all',
    handling: { docker: 'shared', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 26,
    fact: 'Docker Hub’s names and its rate limit',
    handling: { docker: 'yes', harbor: ofDockerHub, jfrog: ofDockerHub },
  },
  {
    number: 27,
    fact: '`Retry-After`; reads tried again, with an end',
    handling: { docker: 'shared', harbor: 'shared', jfrog: 'shared' },
  },
  {
    number: 28,
    fact: 'Web pages, cut and endless bodies, bombs, drips, loops, the wrong protocol',
    handling: { docker: 'yes', harbor: 'shared', jfrog: 'shared' },
  },
];
