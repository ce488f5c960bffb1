import {
  coreServices,
  createBackendModule,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';

async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}

async function filesAsMarkdown(directory: string): Promise<string> {
  const sections = [];
  for (const file of await listFiles(directory)) {
    const text = await readFile(join(directory, file), 'utf8');
    const language = extname(file).slice(1);
    sections.push(
      `### ${file}\n\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`,
    );
  }
  return sections.join('\n');
}

/** @internal */
export function createOutputWriteAction(outputDirectory: string) {
  return createTemplateAction({
    id: 'demo:output:write',
    description:
      'Writes what the template made into a folder of the demo, and gives it as Markdown for the task page. A real portal publishes to a source repository instead.',
    schema: {
      input: {
        folder: z =>
          z
            .string()
            .regex(/^[a-z0-9][a-z0-9-]*$/)
            .describe('Name of the folder, lower-case letters, digits and -'),
      },
      output: {
        path: z => z.string().describe('Where the files are'),
        text: z => z.string().describe('All files, as Markdown'),
      },
    },
    supportsDryRun: true,
    async handler(ctx) {
      const target = resolveSafeChildPath(outputDirectory, ctx.input.folder);
      if (target === outputDirectory) {
        throw new InputError('The folder must have a name');
      }
      ctx.output('text', await filesAsMarkdown(ctx.workspacePath));
      ctx.output('path', target);
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: nothing is written to ${target}`);
        return;
      }
      // A task may be resumed: start from an empty folder each time.
      await rm(target, { recursive: true, force: true });
      await mkdir(target, { recursive: true });
      await cp(ctx.workspacePath, target, { recursive: true });
      for (const file of await listFiles(target)) {
        ctx.logger.info(`Wrote ${join(target, file)}`);
      }
    },
  });
}

/** Gives the demo's templates a place to put their files. */
export default createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'demo-output',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ config, scaffolder }) {
        const directory = config.getOptionalString('demo.outputDirectory');
        if (directory) {
          scaffolder.addActions(createOutputWriteAction(resolve(directory)));
        }
      },
    });
  },
});
