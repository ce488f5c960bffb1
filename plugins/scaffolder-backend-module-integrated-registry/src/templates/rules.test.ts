import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { useActions } from '../__testUtils__/useActions';

const picker = (options: object) => ({
  type: 'string',
  'ui:field': 'RegistryImagePicker',
  'ui:options': options,
});

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'restricted' },
  spec: {
    parameters: [
      { properties: { name: { type: 'string' } } },
      {
        properties: {
          image: {
            ...picker({
              workspaceField: 'owner',
              output: 'reference',
              repositories: ['team/*'],
              registries: [],
              pin: 'digest',
              title: 'Image',
            }),
            'ui:platform': 'linux/arm64',
          },
          services: {
            type: 'array',
            items: {
              properties: { image: picker({ tagPattern: '1\\..*' }) },
            },
          },
          own: { type: 'boolean' },
          release: picker({ newest: { semverRange: '>=1', variant: '' } }),
          misspelt: picker({ repositorys: ['team/*'] }),
        },
        dependencies: {
          own: {
            oneOf: [
              {
                properties: {
                  own: { const: true },
                  base: picker({ requireSignature: true }),
                  either: picker({ variant: 'alpine' }),
                },
              },
              { properties: { own: { const: false }, either: picker({}) } },
            ],
          },
        },
      },
    ],
    steps: [],
  },
};

describe('the rules of a field, in the action', () => {
  const scene = useActions([template]);
  const templateInfo = {
    entityRef: 'template:default/restricted',
    entity: { metadata: template.metadata },
  };
  const input = { workspace: 'group:default/payments', image: 'app:1' };
  const resolve = (parameter: string, more = {}, how = {}) =>
    scene.resolve({ ...input, parameter, ...more }, { templateInfo, ...how });
  const policy = () => (scene.calls[0].body as { policy: object }).policy;

  it.each([
    [
      'of a page',
      'image',
      { pin: 'digest', repositories: ['team/*'], platform: 'linux/arm64' },
    ],
    [
      'in the items of an array',
      'services.image',
      { pin: 'both', tagPattern: '1\\..*' },
    ],
    [
      'with a rule instead of a tag',
      'release',
      { pin: 'both', newest: { semverRange: '>=1' } },
    ],
    ['under a condition', 'base', { pin: 'both', requireSignature: true }],
  ])('hold for a parameter %s', async (_, parameter, rules) => {
    await resolve(parameter);
    expect(policy()).toEqual(rules);
  });

  it('hold together with those of the input, which says how to pin', async () => {
    await resolve('image', {
      pin: 'tag',
      semverRange: '>=1',
      platform: 'linux/arm64',
    });
    expect(policy()).toEqual({
      pin: 'tag',
      repositories: ['team/*'],
      platform: 'linux/arm64',
      semverRange: '>=1',
    });
  });

  it.each([
    [
      'a parameter that does not exist',
      'img',
      {},
      /no image field "img"\. Its image fields are: image, services\.image/,
    ],
    ['a parameter that is no image', 'name', {}, /no image field "name"/],
    ['an unreadable option', 'misspelt', {}, /"repositorys".*repositories/],
    [
      'rules that differ by a condition',
      'either',
      {},
      /several image fields "either" with different rules/,
    ],
    [
      'a rule that the input states otherwise',
      'image',
      { platform: 'linux/amd64' },
      /different rules: platform\. State each rule once/,
    ],
  ])('are refused for %s', async (_, parameter, more, message) => {
    await expect(resolve(parameter, more)).rejects.toThrow(message);
    expect(scene.calls).toEqual([]);
  });

  it.each([{ entityRef: 'template:default/gone' }, undefined])(
    'are not taken for none where the template is not found: %j',
    async info => {
      await expect(
        resolve('image', {}, { templateInfo: info }),
      ).rejects.toThrow(/not in the catalog/);
      expect(scene.calls).toEqual([]);
    },
  );

  describe('in a dry run', () => {
    let folder: string;

    const dryRun = (name = 'restricted') => ({
      isDryRun: true,
      templateInfo: {
        entityRef: 'template:default/dry-run',
        entity: { metadata: { name } },
        baseUrl: pathToFileURL(join(folder, 'template.yaml')).toString(),
      },
    });

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'dry-run-'));
    });

    afterEach(() => rm(folder, { recursive: true }));

    it('are those of the files that the editor sends', async () => {
      await mkdir(join(folder, 'templates'));
      await writeFile(join(folder, 'template.yaml'), '{{ no yaml');
      await writeFile(
        join(folder, 'templates/restricted.yml'),
        `kind: Location\n---\n${stringify(template)}`,
      );
      await resolve('base', {}, dryRun());
      expect(policy()).toEqual({ pin: 'both', requireSignature: true });
    });

    it('are missed where the files hold another template', async () => {
      await writeFile(join(folder, 'template.yaml'), stringify(template));
      await expect(resolve('base', {}, dryRun('other'))).rejects.toThrow(
        /files of this dry run hold no template "other"/,
      );
    });
  });
});
