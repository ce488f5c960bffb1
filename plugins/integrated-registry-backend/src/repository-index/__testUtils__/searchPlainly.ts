import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';

/** A repository of an integration, by its id. */
export interface Known extends RegistryRepository {
  integration: string;
}

export const nameOf = (integration: string, name: string) =>
  `${integration} ${name}`;

/** The same as plainly as it can be said: all of it, looked through and sorted. */
export function searchPlainly(
  q: string,
  everything: readonly Known[],
): string[] {
  const read = (text = '') => text.normalize('NFC').toLowerCase();
  const words = read(q).split(/\s+/).filter(Boolean);
  const keyOf = ({ name, project, integration }: Known) => {
    const [whole, last] = [read(name), read(name.split('/').at(-1))];
    const starts = (text: string) =>
      [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}].*$/gu)].flatMap(
        ({ 0: rest }) => [
          rest,
          ...[...rest.matchAll(/[^\p{L}\p{N}](?=([\p{L}\p{N}].*$))/gu)].map(
            match => match[1],
          ),
        ],
      );
    const begins = (terms: string[]) =>
      terms.filter(term => term.startsWith(words[0] ?? '')).sort()[0];
    const first = words.length > 0 ? begins([whole, last]) : '';
    const second = begins([
      ...starts(whole),
      ...(whole.startsWith(read(project)) ? [] : starts(read(project))),
    ]);
    if (first !== undefined) {
      return ['1', first, name, integration];
    }
    return second === undefined
      ? ['3', integration, name]
      : ['2', second, name, integration];
  };
  return everything
    .filter(({ name, project, description }) =>
      words.every(word =>
        [name, project, description].some(text => read(text).includes(word)),
      ),
    )
    .map(known => ({ known, key: keyOf(known) }))
    .sort((a, b) => {
      const at = a.key.findIndex((part, index) => part !== b.key[index]);
      return at < 0 || a.key[at] < b.key[at] ? -1 : 1;
    })
    .map(({ known }) => nameOf(known.integration, known.name));
}
