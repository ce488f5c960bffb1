import { Entity } from '@backstage/catalog-model';
import {
  ImageChoice,
  imagePolicyOf,
  imageRequestOf,
  imageRuleNames,
} from 'backstage-plugin-integrated-registry-common';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DocumentTable } from 'registry-simulator';
import { parse } from 'yaml';
import {
  harborName,
  mirrorName,
  Registries,
  startRegistries,
} from './__testUtils__/images';
import { Row, rows } from './__testUtils__/rows';
import { resolvingTemplate } from './__testUtils__/resolvingTemplate';
import {
  startRulesPortal,
  Verdict,
  workspace,
} from './__testUtils__/startRulesPortal';

jest.setTimeout(120_000);

const table = new DocumentTable(
  'templates.md',
  '<!-- The table is written by a test; do not edit it. -->',
  '<!-- End of the table. -->',
);

/** The values in which one image comes out of a form. */
interface Values {
  tagged: string;
  byDigest: string;
  both: string;
  object: Exclude<ImageChoice, string>;
}

const templateName = ({ rule }: Row, type: string) =>
  `${rule}-${type}`.toLowerCase();

const templateOf = (row: Row, type: 'string' | 'object') =>
  resolvingTemplate(templateName(row, type), {
    type,
    'ui:options': {
      ...row.options,
      output: type === 'object' ? type : 'reference',
    },
  });

describe('a rule of a template', () => {
  let registries: Registries;
  let portal: Awaited<ReturnType<typeof startRulesPortal>>;
  let ids: Record<string, string>;

  beforeAll(async () => {
    registries = await startRegistries();
    portal = await startRulesPortal(
      registries.integrations,
      rows.flatMap(row => [
        templateOf(row, 'string'),
        templateOf(row, 'object'),
      ]),
    );
    ids = await portal.integrationIds();
  });

  afterAll(async () => {
    await portal?.stop();
    await registries?.stop();
  });

  function valuesOf(name: string, integration: string | null): Values {
    const digest = `sha256:${'0'.repeat(64)}`;
    const [repository, tag] = name.split(':');
    const image =
      integration === null
        ? { host: '', repository, tag, digest }
        : registries.image(name, integration);
    const base = [image.host, image.repository].filter(Boolean).join('/');
    const both = `${base}:${image.tag}@${image.digest}`;
    return {
      tagged: `${base}:${image.tag}`,
      byDigest: `${base}@${image.digest}`,
      both,
      object: {
        reference: both,
        repository: image.repository,
        imageHost: image.host,
        tag: image.tag,
        digest: image.digest,
        ...(integration && { integrationId: ids[integration] }),
      },
    };
  }

  /** As the picker and the check of the form send a value to the backend. */
  const inForm = ({ options }: Row, value: ImageChoice) =>
    portal.judge({
      workspace,
      ...imageRequestOf(value),
      policy: imagePolicyOf(options),
    });

  const ways: Record<string, (row: Row, values: Values) => Promise<Verdict>> = {
    'chosen in the dialog': (row, { object }) => inForm(row, object),
    'typed tag': (row, { tagged }) => inForm(row, tagged),
    'typed digest': (row, { byDigest }) => inForm(row, byDigest),
    'typed tag and digest': (row, { both }) => inForm(row, both),
    'item of an array': async (row, { tagged, both }) => {
      const verdicts = await Promise.all(
        [tagged, both].map(item => inForm(row, item)),
      );
      return [...new Set(verdicts)].join(' and ');
    },
    'object of the field': (row, { object }) => inForm(row, object),
    'filled in before': (row, { tagged }) => inForm(row, tagged),
    'task, text': (row, { both }) =>
      portal.runTask(templateName(row, 'string'), { image: both }),
    'task, object': (row, { object }) =>
      portal.runTask(templateName(row, 'object'), { image: object }),
    'dry run': async (row, { both }) => {
      const template = templateOf(row, 'string');
      return (await portal.dryRun(template, { image: both })).verdict;
    },
  };

  it('is missing for none', () => {
    expect(rows.map(({ rule }) => rule).sort()).toEqual(
      [...imageRuleNames].sort(),
    );
  });

  it('gives the same verdict whichever way an image comes (table written with UPDATE_DOCS=1)', async () => {
    const cellsOfRows = await Promise.all(
      rows.map(async row => {
        const { rule, allowed, refused, refusedIn = harborName } = row;
        const refusal = `refused: ${row.verdict ?? rule}`;
        const cells = await Promise.all(
          Object.entries(ways).map(async ([way, judged]) => {
            const verdicts = await Promise.all([
              judged(row, valuesOf(allowed, harborName)),
              judged(row, valuesOf(refused, refusedIn)),
            ]);
            expect({ rule, way, verdicts }).toEqual({
              rule,
              way,
              verdicts: ['allowed', refusal],
            });
            return '✓';
          }),
        );
        return `| \`${rule}\` | ${cells.join(' | ')} |`;
      }),
    );
    const lines = [
      `| rule | ${Object.keys(ways).join(' | ')} |`,
      `| --- |${' --- |'.repeat(Object.keys(ways).length)}`,
      ...cellsOfRows,
    ];
    const { actual, wanted } = table.compare(lines);
    expect(actual).toBe(wanted);
  });

  describe('in the whole template deploy-released-image', () => {
    const folder = resolve(
      __dirname,
      '../../../../examples/templates/deploy-released-image',
    );
    const template: Entity = parse(
      readFileSync(join(folder, 'template.yaml'), 'utf8'),
    );
    const path = 'content/k8s/deployment.yaml';

    const deploy = (name: string, integration = harborName) =>
      portal.dryRun(
        template,
        {
          workspace,
          image: valuesOf(name, integration).object,
          name: 'shop',
          namespace: 'payments',
        },
        [{ path, base64Content: readFileSync(join(folder, path), 'base64') }],
      );

    it('lets a release through, and its digest into the manifest', async () => {
      const { verdict, files } = await deploy('release/app:1.5.0');
      expect(verdict).toBe('allowed');
      const [{ base64Content }] = files;
      expect(
        parse(Buffer.from(base64Content, 'base64').toString()).spec.template
          .spec.containers[0].image,
      ).toBe(valuesOf('release/app:1.5.0', harborName).both);
    });

    it.each([
      ['nightly/app:1.5.0', harborName, 'repository'],
      ['release/app:1.5.0-rc.1', harborName, 'tagPattern, semverRange'],
      ['release/app:2.0.0', harborName, 'semverRange'],
      ['release/app:1.5.1', harborName, 'platform'],
      ['release/app:1.5.2', harborName, 'maxSeverity'],
      ['release/app:1.5.3', harborName, 'requireSignature'],
      ['release/app:1.5.0', mirrorName, 'type, maxSeverity'],
    ])('refuses %s of %s by %s', async (name, integration, broken) => {
      const { verdict } = await deploy(name, integration);
      expect(verdict).toBe(`refused: ${broken}`);
    });
  });
});
