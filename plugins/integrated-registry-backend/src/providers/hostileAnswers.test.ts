import {
  hostileAnswers,
  hostileValues,
  unsafeParts,
} from 'backstage-plugin-integrated-registry-node/testUtils';
import { Distort, HostileFront, RegistrySimulator } from 'registry-simulator';
import { workspace } from '../__testUtils__/useIntegration';
import { twoPlatforms } from '../__testUtils__/twoPlatforms';
import { addHostileImages, hostileTags } from './__testUtils__/hostileImages';
import { useRegistriesPortal } from './__testUtils__/RegistriesPortal';

const names = hostileValues.concat(['ok\u200B', 'x'.repeat(129), 'Upper/Case']);

interface Hostile {
  type: string;
  /** Of the repository as people name it. */
  repository: string;
  /** In the store, where that is another name. */
  stored?: string;
  path?: string;
  login?: { username: string; password: string };
  options: Parameters<typeof RegistrySimulator.start>[0];
  distort: Distort;
}

const login = { username: 'dana', password: 'canary-of-dana-5a11e0' };

const registries: Hostile[] = [
  {
    type: 'docker',
    repository: 'team/app',
    options: {},
    distort: namesIn('team/app'),
  },
  {
    type: 'harbor',
    repository: 'team/app',
    login: { username: 'admin', password: 'canary-of-admin-2b77' },
    options: {
      harbor: {
        accounts: [
          {
            username: 'admin',
            password: 'canary-of-admin-2b77',
            kind: 'admin',
          },
        ],
        scanned: ['team/app:1.0'],
      },
    },
    distort(path, answer) {
      if (/\/repositories\?/.test(path)) {
        return withHostile(answer, 90);
      }
      if (/\/artifacts\?/.test(path)) {
        return withHostile(answer, 90);
      }
      if (/\/additions\/vulnerabilities$/.test(path)) {
        return distortReport(answer);
      }
      return namesIn('team/app')(path, answer);
    },
  },
  {
    type: 'jfrog',
    repository: 'docker/team/app',
    login,
    options: {
      artifactory: { accounts: [login], repositories: [{ key: 'docker' }] },
    },
    distort(path, answer) {
      if (/\/api\/search\/aql/.test(path)) {
        return { ...answer, results: withHostile(answer.results, 150) };
      }
      return namesIn('team/app')(path, answer);
    },
  },
];

/** The list, and its smallest entry with one of its fields changed, again and again. */
function withHostile(list: unknown[], most: number): unknown[] {
  const [smallest] = [...list].sort(
    (a, b) => JSON.stringify(a).length - JSON.stringify(b).length,
  );
  return smallest === undefined
    ? list
    : [...list, ...hostileAnswers(smallest, most)];
}

/** Lists of names, with what is none. */
function namesIn(repository: string): Distort {
  return (path, answer) => {
    if (/\/_catalog/.test(path)) {
      return { repositories: [...answer.repositories, ...names] };
    }
    return path.includes(`/${repository}/tags/list`)
      ? { ...answer, tags: [...answer.tags, ...names] }
      : undefined;
  };
}

function distortReport(answer: Record<string, any>) {
  return Object.fromEntries(
    Object.entries(answer).map(([type, report]) => {
      const vulnerabilities = withHostile(report.vulnerabilities, 150);
      return [type, { ...report, vulnerabilities }];
    }),
  );
}

describe.each(registries)('hostile answers of $type', registry => {
  const { type, repository, path = '', distort, options } = registry;
  /** Of images that somebody has pushed. */
  const pushed = repository.replace(/app$/, 'hostile');
  const scene = useRegistriesPortal();
  let simulator: RegistrySimulator;
  let front: HostileFront;
  let id: string;

  beforeAll(async () => {
    simulator = await RegistrySimulator.start({
      ...options,
      onToken: scene.portal.onToken,
    });
    simulator.store.addImage(repository, twoPlatforms, '1.0');
    addHostileImages(simulator.store, pushed);
    front = await HostileFront.start(simulator.url, distort);
    id = await scene.registries.integrate({
      type,
      name: 'Hostile registry',
      url: `${front.url}${path}`,
      imageHost: simulator.host,
      ...registry.login,
    });
  }, 60_000);

  afterAll(async () => {
    front?.stop();
    await simulator?.stop();
  });

  async function get(route: string, status = 200) {
    const answer = await scene.portal.call('marco', route);
    expect([answer.status, answer.text.length < 300_000]).toEqual([
      status,
      true,
    ]);
    expect(unsafeParts(answer.body)).toEqual([]);
    return answer.body;
  }

  const of = (rest: string) => `GET /integrations/${id}/${rest}`;

  it('lose no repository and no tag that is in order', async () => {
    const found = await get(
      `GET /repositories?workspace=${workspace}&limit=200`,
    );
    expect(found.items.map(({ name }: { name: string }) => name)).toContain(
      repository,
    );
    const tags = await get(of(`tags?repository=${repository}&limit=200`));
    expect(tags.items.map(({ name }: { name: string }) => name)).toContain(
      '1.0',
    );
    expect(tags.gaps).toEqual([
      expect.objectContaining({ code: 'INVALID_NAMES' }),
    ]);
  });

  it.each(hostileTags)(
    'leave the details of the image "%s" within bounds, and it resolves',
    async tag => {
      const details = await get(
        of(`artifact?repository=${pushed}&reference=${tag}`),
      );
      const { status, body } = await scene.portal.call(
        'marco',
        'POST /images/resolve',
        {
          workspace,
          selection: { integrationId: id, repository: pushed, tag },
          policy: { platform: 'linux/amd64', maxSeverity: 'high' },
        },
      );
      expect([status, body.digest]).toEqual([200, details.digest]);
      expect(unsafeParts(body)).toEqual([]);
    },
  );

  it('leave reports and states within bounds', async () => {
    const { digest } = twoPlatforms.manifest;
    await get(of(`vulnerabilities?repository=${repository}&digest=${digest}`));
    await get(`GET /integrations/${id}`);
    const { body } = await scene.portal.call(
      'priya',
      'POST /connection-tests',
      {
        integrationId: id,
      },
    );
    expect([body.ok, unsafeParts(body)]).toEqual([true, []]);
  });

  it('take no second line of the log', () => {
    expect(
      scene.portal.logged.filter(line => /[\n\u202E\u200B]/.test(line)),
    ).toEqual([]);
  });
});
