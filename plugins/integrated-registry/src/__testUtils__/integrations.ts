import {
  Diagnosis,
  DiagnosisStep,
  IntegratedRegistryError,
  Integration,
  ProviderInfo,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';

export function aWorkspace(changes: Partial<Workspace> = {}): Workspace {
  return {
    entityRef: 'group:default/payments',
    title: 'Payments',
    role: 'workspace-admin',
    canCreate: true,
    counts: { integrations: 1, unhealthy: 0, shared: 0 },
    ...changes,
  };
}

export function anIntegration(changes: Partial<Integration> = {}): Integration {
  return {
    id: 'i-1',
    type: 'docker',
    name: 'Team registry',
    health: {
      state: 'healthy',
      checkedAt: '2026-05-01T08:00:00.000Z',
      since: '2026-04-01T08:00:00.000Z',
    },
    repositoryIndex: {
      state: 'finished',
      repositories: 12,
      complete: true,
      finishedAt: '2026-05-01T08:00:00.000Z',
    },
    access: 'manage',
    managedBy: 'user',
    workspace: 'group:default/payments',
    url: 'https://registry.example.com',
    imageHost: 'registry.example.com',
    username: 'robot',
    hasCredential: true,
    tls: { skipVerify: false },
    repositories: [],
    repositoryFilter: [],
    sharing: { with: 'nobody', workspaces: [] },
    createdAt: '2026-04-01T08:00:00.000Z',
    createdBy: 'user:default/priya',
    updatedAt: '2026-04-01T08:00:00.000Z',
    updatedBy: 'user:default/priya',
    etag: '"1"',
    ...changes,
  };
}

export const providers: ProviderInfo[] = [
  {
    type: 'harbor',
    title: 'Harbor Registry',
    credential: 'required',
    fields: [],
    hints: {
      url: { placeholder: 'https://harbor.example.com' },
      username: {
        description: {
          code: 'harbor.username.description',
          text: 'The English of the backend',
        },
      },
    },
    capabilities: [],
  },
  {
    type: 'docker',
    title: 'Docker Registry',
    credential: 'optional',
    fields: [],
    capabilities: [],
  },
  // A type of the future, which the page knows nothing about.
  {
    type: 'acme',
    title: 'Acme Store',
    description: 'Images in shoe boxes',
    credential: 'optional',
    fields: [],
    hints: {
      password: {
        title: { text: 'Access token' },
        description: { code: 'acme.password', text: 'From your Acme profile' },
      },
    },
    capabilities: [],
  },
];

/** An integration that another workspace shares. */
export function aSharedIntegration(
  health: 'healthy' | 'unhealthy',
): Integration {
  return {
    id: 'i-9',
    type: 'harbor',
    name: 'Company registry',
    health: { state: health },
    repositoryIndex: anIntegration().repositoryIndex,
    access: 'shared',
    managedBy: 'user',
  };
}

const reached: DiagnosisStep[] = [
  { id: 'dns', state: 'ok', message: 'Found 192.0.2.1' },
  { id: 'tcp', state: 'ok', message: 'Connected' },
];
const isRegistry: DiagnosisStep = {
  id: 'protocol',
  state: 'ok',
  message: 'A registry',
};

const passed: Diagnosis = {
  ok: true,
  steps: [
    ...reached,
    { id: 'tls', state: 'ok', message: 'Trusted' },
    isRegistry,
    { id: 'login', state: 'ok', message: 'Welcome' },
    { id: 'catalogue', state: 'ok', message: '12 repositories' },
  ],
};

const wrongPassword: Diagnosis = {
  ok: false,
  steps: [
    ...reached,
    { id: 'tls', state: 'skipped', message: 'Plain http' },
    isRegistry,
    {
      id: 'login',
      state: 'failed',
      message: 'The login was refused',
      failure: {
        code: 'UNAUTHORIZED',
        message: 'The registry does not know this user name and password',
        remedy: 'Check the user name and password',
      },
    },
    { id: 'catalogue', state: 'skipped', message: 'Not tried' },
  ],
};

/** Of connection tests. */
export const diagnoses = { passed, wrongPassword };

/** What the API is called with where changes of the integration `i-1` are saved. */
export function saved(changes: object, etag = '"1"') {
  return ['i-1', etag, changes, { verify: true }] as const;
}

/** As the backend answers where something is in the way of a change. */
export function aConflict(message: string) {
  return new IntegratedRegistryError({
    name: 'ConflictError',
    message,
    httpStatus: 409,
  });
}
