import { Random } from 'registry-simulator';
import { mix, shuffle } from '../names/Names';
import { Asked, MakeQuery } from './MakeQuery';
import { neverTogether, nothing, otherScript } from './odd';
import { pastedKinds } from './pasted';
import { Query } from './Query';
import { KnownRepository, Repositories } from './Repositories';
import { makeTypo, slips } from './typos';

const TAGS = ['1.0.0', '1.2', 'v3', 'latest', '2024.10.1', 'main-7f3a'];
const FURTHER_PAGES = 9;

/** A part of a text, its first letter at `from`. */
function cut(
  text: string,
  from: number,
  [least, most]: [number, number],
  random: Random,
): string {
  return text.slice(from, from + least + random.number(most - least + 1));
}

/** The beginning of what a repository is called behind the last slash. */
const beginning = ({ lastPart }: KnownRepository, random: Random) =>
  cut(lastPart, 0, [2, 10], random);

/** Where the letter before belongs to the same word. */
function inside({ name }: KnownRepository, random: Random): string {
  for (;;) {
    const from = 1 + random.number(name.length - 3);
    const text = cut(name, from, [3, 8], random);
    if (/\w/.test(name[from - 1]) && text.length >= 3) {
      return text;
    }
  }
}

function typed(text: string): string[] {
  return Array.from(text, (_, at) => text.slice(0, at + 1));
}

const one = (text: string): Asked => ({ texts: [text] });

function anotherOrder({ words }: KnownRepository, random: Random): Asked {
  for (;;) {
    const some = shuffle(
      [...words.entries()].filter(([, word]) => word.length >= 3),
      random,
    ).slice(0, 2 + random.number(2));
    if (some.some(([at], order) => order > 0 && at < some[order - 1][0])) {
      return one(some.map(([, word]) => word).join(' '));
    }
  }
}

/** What people type, each in a way that a search has to be fast at by itself. */
export const kinds: Readonly<Record<string, MakeQuery>> = {
  'nothing yet': () => one(''),
  'the beginning of a last part': (repositories, random) =>
    one(beginning(repositories.pick(random), random)),
  '3 to 8 letters from inside a name': (repositories, random) =>
    one(inside(repositories.pick(random), random)),
  'a word and the team': (repositories, random) => {
    const { lastPart, folders } = repositories.pick(random);
    const team = folders[folders.length - 1];
    return one(
      `${random.of(lastPart.split('-'))} ${cut(team, 0, [3, 6], random)}`,
    );
  },
  'words in another order': (repositories, random) =>
    anotherOrder(
      repositories.pick(
        random,
        ({ words }) => words.filter(word => word.length >= 3).length >= 2,
      ),
      random,
    ),
  ...Object.fromEntries(
    Object.entries(slips).map(([what, slip]): [string, MakeQuery] => [
      `typo: ${what}`,
      (repositories, random) => makeTypo(repositories, slip, random),
    ]),
  ),
  'upper case': (repositories, random) => {
    const repository = repositories.pick(random);
    const text = random.chance(50)
      ? beginning(repository, random)
      : inside(repository, random);
    return one(
      random.chance(50)
        ? text.toUpperCase()
        : text.replace(/\b[a-z]/g, letter => letter.toUpperCase()),
    );
  },
  digits: (repositories, random) => {
    const { lastPart } = repositories.pick(random, known =>
      /\d{2}/.test(known.lastPart),
    );
    const digits = random.of(lastPart.match(/\d{2,}/g)!);
    return one(cut(digits, random.number(digits.length - 1), [2, 6], random));
  },
  ...pastedKinds,
  'a tag behind the name': (repositories, random) => {
    const { lastPart } = repositories.pick(random);
    return {
      texts: [`${lastPart}:${random.of(TAGS)}`],
      wanted: { by: 'lastPart', text: lastPart },
    };
  },
  'one letter': (repositories, random) =>
    one(random.of([...repositories.pick(random).name.replace(/\W/g, '')])),
  'two letters': (repositories, random) => {
    const { name } = repositories.pick(random);
    const from = random.number(name.length - 2);
    return one(name.slice(from, from + 2));
  },
  'another script': otherScript,
  'matches nothing': nothing,
  'two frequent words that never occur together': neverTogether,
  'letter by letter, with pauses': (repositories, random) => {
    const { lastPart, name, words } = repositories.pick(random);
    const text = random.of([lastPart, name, words.slice(-2).join(' ')]);
    return { texts: typed(text.slice(0, 24)) };
  },
  'a page further on': (repositories, random) => {
    const { words } = repositories.pick(random);
    return {
      texts: [cut(random.of(words), 0, [1, 4], random)],
      furtherPages: FURTHER_PAGES,
    };
  },
  'in one project': (repositories, random) => {
    const { name, folders, ...repository } = repositories.pick(
      random,
      ({ registry }) => registry.harbor,
    );
    const text = random.chance(50)
      ? beginning({ name, folders, ...repository }, random)
      : inside({ name, folders, ...repository }, random);
    return { texts: [random.chance(20) ? '' : text], project: folders[0] };
  },
};

/** So many queries of a kind; other ones for each seed. */
export function makeQueries(
  kind: string,
  count: number,
  repositories: Repositories,
  seed: number,
): Query[] {
  const random = new Random(mix(seed, kind));
  return Array.from({ length: count }, () => ({
    kind,
    ...kinds[kind](repositories, random),
  }));
}
