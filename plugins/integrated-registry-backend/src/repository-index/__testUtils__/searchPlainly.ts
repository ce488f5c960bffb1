import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';

/** A repository of an integration, by its id. */
export interface Known extends RegistryRepository {
  integration: string;
}

export const nameOf = (integration: string, name: string) =>
  `${integration} ${name}`;

/** A repository that was found, by its name, and where it stands. */
export interface Standing {
  named: string;
  key: readonly string[];
}

export function compareStandings(a: Standing, b: Standing): number {
  const at = a.key.findIndex((part, index) => part !== b.key[index]);
  return at < 0 ? 0 : (a.key[at] < b.key[at] && -1) || 1;
}

/** The same as plainly as it can be said: all of it, looked through and sorted. */
export function searchPlainly(
  q: string,
  everything: readonly Known[],
): string[] {
  return standingsOf(q, everything).map(({ named }) => named);
}

export function standingsOf(
  q: string,
  everything: readonly Known[],
): Standing[] {
  const read = (text = '') => text.normalize('NFC').toLowerCase();
  const words = read(q).split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const literal = first.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const atWord = new RegExp(`(?<![a-z0-9\\u{80}-\\u{10ffff}])${literal}`, 'u');
  const keyOf = ({ name, project, description, integration }: Known) => {
    const whole = read(name);
    const leading = [whole, read(name.split('/').at(-1))]
      .filter(term => term.startsWith(first))
      .sort()[0];
    const rest = [whole, integration, name];
    if (leading !== undefined) {
      return ['1', first === '' ? '' : leading, ...rest];
    }
    const begins = [name, project, description].some(text =>
      read(text)
        .split('\n')
        .some(line => atWord.test(line)),
    );
    return [begins ? '2' : '3', '', ...rest];
  };
  return everything
    .filter(({ name, project, description }) =>
      words.every(word =>
        [name, project, description].some(text => read(text).includes(word)),
      ),
    )
    .map(known => ({
      named: nameOf(known.integration, known.name),
      key: keyOf(known),
    }))
    .sort(compareStandings);
}
