import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { parse } from 'yaml';
import { harborProvider } from './HarborProvider';
import { createTestTransport } from '../__testUtils__/createTestTransport';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';

/** Harbor's own description of its API, which is not part of this repository. */
const description = resolve(
  __dirname,
  '../../../../../../shared/harbor-swagger.yaml',
);

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'body';
  type?: string;
  required?: boolean;
  maximum?: number;
  minimum?: number;
  enum?: string[];
}

interface Operation {
  parameters?: (Parameter | { $ref: string })[];
}

interface Definition {
  $ref?: string;
  type?: string;
  properties?: Record<string, Definition>;
  items?: Definition;
}

interface Swagger {
  basePath: string;
  definitions: Record<string, Definition>;
  paths: Record<string, Record<string, Operation>>;
  parameters: Record<string, Parameter>;
}

/** What is wrong with a request, by the description. */
function problemsOf(swagger: Swagger, request: string): string[] {
  const [method, target] = request.split(' ');
  const url = new URL(target, 'http://localhost');
  const path = url.pathname.slice(swagger.basePath.length);
  const found = Object.entries(swagger.paths)
    .filter(([template]) => {
      const parts = template.split('/');
      const given = path.split('/');
      return (
        parts.length === given.length &&
        parts.every((part, at) => part.startsWith('{') || part === given[at])
      );
    })
    // A part that is written out goes before one that may be anything.
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)[0];
  const operation = found?.[1][method.toLowerCase()];
  if (!operation) {
    return ['there is no such call'];
  }
  const parameters = (operation.parameters ?? []).map(parameter =>
    '$ref' in parameter
      ? swagger.parameters[parameter.$ref.split('/').at(-1)!]
      : parameter,
  );
  const query = parameters.filter(parameter => parameter.in === 'query');
  return [
    ...[...url.searchParams].flatMap(([name, value]) => {
      const known = query.find(parameter => parameter.name === name);
      return known ? problemsOfValue(known, value) : [`${name} is unknown`];
    }),
    ...query
      .filter(({ name, required }) => required && !url.searchParams.has(name))
      .map(({ name }) => `${name} is missing`),
    ...path
      .split('/')
      .filter(part => /%2f/i.test(part))
      .map(part => `${part} is encoded once`),
  ];
}

function problemsOfValue(
  { name, type, minimum, maximum, enum: allowed }: Parameter,
  value: string,
): string[] {
  const number = Number(value);
  const wrong =
    (type === 'integer' && !/^-?\d+$/.test(value)) ||
    (type === 'boolean' && !/^(true|false)$/.test(value)) ||
    (maximum !== undefined && number > maximum) ||
    (minimum !== undefined && number < minimum) ||
    (allowed !== undefined && !allowed.includes(value));
  return wrong ? [`${name} must not be ${value}`] : [];
}

/** What is wrong with what is sent or answered in JSON, by its definition. */
function problemsOfJson(
  swagger: Swagger,
  { $ref, ...inPlace }: Definition,
  value: unknown,
  path: string,
): string[] {
  const definition = $ref
    ? swagger.definitions[$ref.split('/').at(-1)!]
    : inPlace;
  const { type, items = {}, properties = {} } = definition;
  if (type === 'array') {
    return Array.isArray(value)
      ? value.flatMap((item, at) =>
          problemsOfJson(swagger, items, item, `${path}/${at}`),
        )
      : [`${path} is no list`];
  }
  if (type === 'object') {
    return Object.entries(value as object).flatMap(([name, item]) =>
      Object.hasOwn(properties, name)
        ? problemsOfJson(swagger, properties[name], item, `${path}/${name}`)
        : [`${path}/${name} is unknown`],
    );
  }
  const ok =
    type === 'integer' ? Number.isInteger(value) : typeof value === type;
  return ok ? [] : [`${path} is no ${type}`];
}

// Whoever has the folder has to have the file; other places do without the check.
const describeWithDescription = existsSync(dirname(description))
  ? describe
  : describe.skip;

describeWithDescription(
  'HarborProvider’s requests, held against Harbor’s description (skipped without ../shared/harbor-swagger.yaml)',
  () => {
    let swagger: Swagger;

    beforeAll(() => {
      swagger = parse(readFileSync(description, 'utf8'));
    });

    it('has a check that finds what is wrong', () => {
      const wrong = (request: string) => problemsOf(swagger, request);
      expect(wrong('GET /api/v2.0/nothing')).toHaveLength(1);
      expect(wrong('PATCH /api/v2.0/projects')).toHaveLength(1);
      expect(wrong('GET /api/v2.0/projects?page_size=101')).toHaveLength(1);
      expect(wrong('GET /api/v2.0/projects?page=a&x=1')).toHaveLength(2);
      expect(wrong('GET /api/v2.0/projects/a/repositories/b%2Fc')).toHaveLength(
        1,
      );
      expect(wrong('GET /api/v2.0/projects?page_size=100')).toEqual([]);
    });

    it('finds nothing wrong with how robot accounts are made and ended', async () => {
      const { signal } = new AbortController();
      const credential = { username: 'admin', password: 'password-of-admin' };
      const harbor = await RegistrySimulator.start({
        harbor: {
          accounts: [{ ...credential, kind: 'admin' }],
          projects: [{ name: 'a' }, { name: 'b' }],
        },
      });
      const network = new HostileNetwork();
      const problems: string[] = [];
      const transport = createTestTransport();
      const client = network.connect(harborProvider, harbor.url, {
        credential,
        transport: {
          probe: (...how) => transport.probe(...how),
          close: () => transport.close(),
          async request(request) {
            const answer = await transport.request(request);
            const { pathname } = new URL(request.url);
            const ofJson = (name: string, text: string) =>
              problemsOfJson(
                swagger,
                name === 'Robots'
                  ? {
                      type: 'array',
                      items: { $ref: '#/definitions/Robot' },
                    }
                  : { $ref: `#/definitions/${name}` },
                JSON.parse(text),
                name,
              );
            if (request.body !== undefined) {
              problems.push(...ofJson('RobotCreate', request.body));
              problems.push(...ofJson('RobotCreated', String(answer.body)));
            } else if (/\/robots$/.test(pathname)) {
              problems.push(...ofJson('Robots', String(answer.body)));
            }
            return answer;
          },
        },
      });
      for (const projects of [['a'], ['a', 'b']]) {
        const name = `portal-${projects.length}`;
        await client.mintPullCredential!({ name, projects, days: 3, signal });
        await client.revokePullCredential!(name, { signal });
      }
      await network.close();
      transport.close();
      const asked = harbor.takeRequests();
      await harbor.stop();

      expect(new Set(asked.map(request => request.split('?')[0])).size).toBe(5);
      expect([
        ...problems,
        ...asked.flatMap(request => problemsOf(swagger, request)),
      ]).toEqual([]);
      const wrong = { name: 5, odd: '', permissions: {} };
      expect(
        problemsOfJson(
          swagger,
          { $ref: '#/definitions/RobotCreate' },
          wrong,
          '',
        ),
      ).toHaveLength(3);
    });

    it('finds nothing wrong with them (fact 10)', async () => {
      const { signal } = new AbortController();
      const credential = { username: 'robot$portal', password: 'the-secret' };
      const harbor = await RegistrySimulator.start({
        harbor: { accounts: [{ ...credential, kind: 'robot' }] },
      });
      const network = new HostileNetwork();
      const image = buildImage();
      harbor.store.addImage('team/nested/app', image, '1.0');
      harbor.store.copyRepository(
        'team/nested/app',
        Array.from({ length: 150 }, (_, n) => `team/r${n}`),
      );
      const client = network.connect(harborProvider, harbor.url, {
        credential,
      });
      const { digest } = image.manifest;
      const repository = 'team/nested/app';
      await client.diagnose({ signal });
      const pages = client.listRepositories({ signal });
      for await (const { items } of pages) {
        expect(items.length).toBeGreaterThan(0);
      }
      await client.listTags(repository, { signal, limit: 500 });
      await client.getArtifact(repository, '1.0', { signal });
      await client.startScan!(repository, digest, { signal });
      for (let look = 0; look < 3; look += 1) {
        await client.getVulnerabilities!(repository, digest, { signal });
      }
      await client.listReferrers!(repository, digest, { signal });
      await network.close();
      const asked = harbor
        .takeRequests()
        .filter(request => request.includes(' /api/v2.0/'));
      await harbor.stop();

      expect(new Set(asked.map(request => request.split('?')[0])).size).toBe(
        11,
      );
      expect(
        asked.flatMap(request =>
          problemsOf(swagger, request).map(problem => `${request}: ${problem}`),
        ),
      ).toEqual([]);
    });
  },
);
