import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkTemplates } from '../index';

const repository = resolve(__dirname, '../../../..');

const template = (parameters: string, steps: string) => `# A comment
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: restricted
spec:
  parameters:
    - properties:
        owner: { type: string }
${parameters.replace(/^(?=.)/gm, '        ')}
  steps:
${steps.replace(/^(?=.)/gm, '    ')}
`;

const image = `image:
  type: string
  ui:field: RegistryImagePicker
  ui:options:
    workspaceField: owner
    tagPattern: '1\\..*'
`;

const step = `- id: resolve
  action: integrated-registry:image:resolve
  input:
    workspace: \${{ parameters.owner }}
    image: \${{ parameters.image }}
    parameter: image
`;

const namespace = `namespace:
  type: object
  ui:field: WorkspaceNamespacePicker
  ui:options:
    workspaceField: owner
    imageField: image
`;

describe('the check of templates', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function check(text: string) {
    await writeFile(join(folder, 'template.yaml'), text);
    const { templates, problems } = await checkTemplates([folder]);
    return {
      templates,
      problems: problems.map(({ line, message }) => `${line}: ${message}`),
    };
  }

  it('finds nothing wrong with what is right', async () => {
    expect(await check(template(image, step))).toEqual({
      templates: 1,
      problems: [],
    });
  });

  it.each<[string, string, string, RegExp[]]>([
    [
      'an option that is misspelt, with the one that was meant',
      image.replace('tagPattern', 'tagPatern'),
      step,
      [/^15: .*tagPatern.*tagPattern/],
    ],
    [
      'a rule that cannot be read',
      image.replace("tagPattern: '1\\..*'", 'semverRange: latest'),
      step,
      [/^15: semverRange: /],
    ],
    [
      'a workspace that no parameter holds',
      image.replace('Field: owner', 'Field: team'),
      step,
      [/^14: workspaceField: the template has no parameter "team"$/],
    ],
    [
      'a type that the value has not',
      image.replace('tagPattern', 'output: object\n    tagPattern'),
      step,
      [
        /^11: The value of the field is of the type object, with output: object: write type: object$/,
      ],
    ],
    [
      'rules that the form alone checks',
      image,
      step.replace('parameter: image', 'pin: digest'),
      [
        /^10: Only the form checks the image of the field "image" \(tagPattern\): add parameter: image to a step integrated-registry:image:resolve$/,
      ],
    ],
    [
      'a rule that the step states more widely',
      image,
      step.replace('parameter: image', "tagPattern: '.*'"),
      [/^10: Only the form checks the image of the field "image"/],
    ],
    [
      'a field whose rules are held for the image of another',
      image,
      step
        .replace('parameters.image', 'parameters.base')
        .replace('parameter: image', "tagPattern: '1\\..*'"),
      [/^10: Only the form checks the image of the field "image"/],
    ],
    [
      'a rule instead of a tag that the step does not have',
      image.replace("tagPattern: '1\\..*'", "newest: { semverRange: '>=1' }"),
      step.replace('parameter: image', 'pin: digest'),
      [/^10: Only the form checks .* \(newest\)/],
    ],
    [
      'a field whose image no step checks',
      image.replace(/ +tagPattern.*\n/, ''),
      '- action: debug:log\n',
      [
        /^10: Only the form checks the image of the field "image": add parameter: image to a step integrated-registry:image:resolve$/,
      ],
    ],
    [
      'a parameter that is no image',
      image,
      step.replace('parameter: image', 'parameter: img'),
      [/^10: Only the form/, /^23: The template has no image field "img"/],
    ],
    [
      'a rule that field and step state differently',
      image,
      `${step}    tagPattern: '2\\..*'\n`,
      [/^23: The field and the input of the action state different rules/],
    ],
    [
      'a step without an image',
      image,
      step.replace(/ +image: .*\n/, ''),
      [/^18: The input of the step has no image/],
    ],
  ])('names %s', async (_, parameters, steps, problems) => {
    const found = await check(template(parameters, steps));
    expect(found.problems).toEqual(
      problems.map(problem => expect.stringMatching(problem)),
    );
  });

  it.each<[string, string, string, string[]]>([
    ['nothing', 'imageField: image', 'imageField: image', []],
    [
      'an option that is misspelt, with the one that was meant',
      'imageField',
      'imageFeld',
      [
        '21: imageFeld: There is no option "imageFeld". Did you mean imageField?',
      ],
    ],
    [
      'an option of the image field',
      'imageField: image',
      'tagPattern: a',
      [
        '21: tagPattern: There is no option "tagPattern". Options: workspace, workspaceField, imageField',
      ],
    ],
    [
      'a workspace that no parameter holds',
      'workspaceField: owner',
      'workspaceField: team',
      ['20: workspaceField: the template has no parameter "team"'],
    ],
    [
      'an image that no parameter holds',
      'imageField: image',
      'imageField: img',
      ['21: imageField: the template has no parameter "img"'],
    ],
    [
      'a type that the value has not',
      'type: object',
      'type: string',
      ['17: The value of the field is of the type object: write type: object'],
    ],
  ])(
    'finds wrong with a field for namespaces: %s',
    async (_, text, other, problems) => {
      const parameters = image + namespace.replace(text, other);
      const found = await check(template(parameters, step));
      expect(found.problems).toEqual(problems);
    },
  );

  it('finds nothing wrong with rules that the step states as the field does', async () => {
    const same = step.replace('parameter: image', "tagPattern: '1\\..*'");
    expect((await check(template(image, same))).problems).toEqual([]);
  });

  it('takes what is filled in when the task runs as it is', async () => {
    const steps = `${step}    semverRange: \${{ parameters.range }}\n`;
    expect((await check(template(image, steps))).problems).toEqual([]);
  });

  it('names a template that is no YAML, and leaves other files alone', async () => {
    await mkdir(join(folder, 'node_modules'));
    await writeFile(
      join(folder, 'node_modules/template.yaml'),
      'kind: Template\n{',
    );
    await writeFile(join(folder, 'chart.yaml'), '{{ if .Values }}');
    await writeFile(join(folder, 'entity.yaml'), 'kind: Component\n---\n{');
    const { problems } = await check('kind: Template\nmetadata: {\n');
    expect(problems).toEqual([expect.stringMatching(/^3: /)]);
  });

  it('is a command, and has nothing to say about the examples', async () => {
    const command = resolve(__dirname, '../../bin/check-templates.cjs');
    const run = (...paths: string[]) =>
      new Promise<{ code: unknown; told: string }>(done => {
        execFile(
          process.execPath,
          // The package is not built here.
          ['-r', '@backstage/cli/config/nodeTransform.cjs', command, ...paths],
          { cwd: repository },
          (error, stdout, stderr) =>
            done({ code: error?.code ?? 0, told: stdout + stderr }),
        );
      });
    const [examples, wrong, nothing] = await Promise.all([
      run('examples'),
      check(template(image, '[]')).then(() => run(folder)),
      run(),
    ]);
    expect(examples).toEqual({
      code: 0,
      told: expect.stringMatching(
        /^\d+ template\(s\) checked, 0 problem\(s\) found\n$/,
      ),
    });
    expect(wrong).toEqual({
      code: 1,
      told: expect.stringContaining(
        `${join(folder, 'template.yaml')}:10: Only the form checks`,
      ),
    });
    expect(nothing).toEqual({
      code: 2,
      told: expect.stringContaining('Name the files and folders'),
    });
  });
});
