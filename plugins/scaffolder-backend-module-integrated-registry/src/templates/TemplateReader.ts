import { InputError, isError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { isObject } from './fieldsOf';

/** Of an action; what the initiator may read is read. */
export type TaskContext = Pick<
  ActionContext<JsonObject>,
  'templateInfo' | 'isDryRun' | 'getInitiatorCredentials'
>;

/** Reads the template that a task was made from. */
export class TemplateReader {
  readonly #catalog: CatalogService;

  constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  /**
   * The parameters of the template: those in the catalog now, and in a dry run those in the files
   * that the editor has sent.
   *
   * @returns `spec.parameters`
   * @throws InputError where the template is not found
   */
  async parameters(ctx: TaskContext): Promise<unknown> {
    const spec = ctx.isDryRun
      ? await fromFiles(ctx.templateInfo)
      : await this.#fromCatalog(ctx);
    return isObject(spec) ? spec.parameters : undefined;
  }

  async #fromCatalog({
    templateInfo,
    getInitiatorCredentials,
  }: TaskContext): Promise<unknown> {
    const entityRef = templateInfo?.entityRef;
    const entity =
      entityRef &&
      (await this.#catalog.getEntityByRef(entityRef, {
        credentials: await getInitiatorCredentials(),
      }));
    if (!entity) {
      throw new InputError(
        `The rules of the field cannot be read: the template ${
          entityRef ?? 'of this task'
        } is not in the catalog, or you may not read it there. State the rules in the input of the action, or register the template.`,
      );
    }
    return entity.spec;
  }
}

/** As many files of a dry run are looked at, each up to this size. */
const MAX_FILES = 200;

/** The files of a dry run lie where the template's address says. */
async function fromFiles(
  templateInfo: TaskContext['templateInfo'],
): Promise<unknown> {
  const name = templateInfo?.entity?.metadata.name;
  const folder =
    templateInfo?.baseUrl && dirname(fileURLToPath(templateInfo.baseUrl));
  const files = folder ? await yamlFilesIn(folder) : [];
  for (const file of files) {
    const found = documentsIn(await readFile(file, 'utf8')).find(
      document =>
        isObject(document) &&
        document.kind === 'Template' &&
        isObject(document.metadata) &&
        document.metadata.name === name,
    );
    if (isObject(found)) {
      return found.spec;
    }
  }
  throw new InputError(
    `The rules of the field cannot be read: the files of this dry run hold no template ${JSON.stringify(
      name,
    )}.`,
  );
}

async function yamlFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(error => {
    if (isError(error) && error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  return (
    entries
      .filter(
        entry =>
          entry.isFile() && ['.yaml', '.yml'].includes(extname(entry.name)),
      )
      .map(entry => join(entry.parentPath, entry.name))
      // The template itself lies above the files it writes.
      .sort((a, b) => a.split('/').length - b.split('/').length)
      .slice(0, MAX_FILES)
  );
}

/** What cannot be read is no template. */
function documentsIn(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  return 'empty' in documents
    ? []
    : documents
        .filter(({ errors }) => errors.length === 0)
        .map(document => document.toJS());
}
