import { Repository } from 'backstage-plugin-integrated-registry-common';
import { PlainTextKey, Translate } from '../../translations';
import { Formats } from '../../ui';

/** What a cell may show besides the repository itself. */
export interface RepositoryContext {
  /** Name of its registry. */
  registry: string;
  /** Was it typed rather than found? */
  isTyped: boolean;
  /** Why it cannot be chosen; absent where it can. */
  refused?: string;
  formats: Formats;
  t: Translate;
}

export interface RepositoryColumn {
  id: string;
  /** Shown on hover. */
  header: PlainTextKey;
  /** The row has two lines; the second one is left out if nothing is on it. */
  line: 1 | 2;
  /** `grow` takes the room that `fit` leaves. */
  width: 'grow' | 'fit';
  /** Undefined if there is nothing to show. */
  cell(repository: Repository, context: RepositoryContext): string | undefined;
}

/** The columns of the repositories in the picker, in the order of a line. */
export const repositoryColumns: readonly RepositoryColumn[] = [
  {
    id: 'name',
    header: 'picker.columns.name',
    line: 1,
    width: 'grow',
    cell: ({ name }, { isTyped, registry, t }) =>
      isTyped ? t('picker.search.typed', { repository: name, registry }) : name,
  },
  {
    id: 'registry',
    header: 'picker.columns.registry',
    line: 1,
    width: 'fit',
    cell: (_, { registry }) => registry,
  },
  {
    id: 'note',
    header: 'picker.columns.note',
    line: 2,
    width: 'grow',
    cell({ description, keptSince }, { isTyped, refused, formats, t }) {
      if (refused) {
        return refused;
      }
      if (isTyped) {
        return t('picker.search.typedHint');
      }
      return keptSince === undefined
        ? description
        : t('picker.search.kept', { time: formats.moment(keptSince) });
    },
  },
];

/** Number of lines in the row of a repository. */
export function linesOf(
  repository: Repository,
  context: RepositoryContext,
): number {
  const hasSecond = repositoryColumns.some(
    ({ line, cell }) => line === 2 && cell(repository, context),
  );
  return hasSecond ? 2 : 1;
}
