import { Refusal } from '../../Refusal';
import { refusal } from '../answers';

/** What an item has to be like. */
export type AqlCriteria = (item: AqlFacts) => boolean;

/** What is known of an item; whatever is not known yet may still turn out to fit. */
export interface AqlFacts {
  /** A repository may go by several names: its own, and those of virtual ones over it. */
  repo?: readonly string[];
  path?: string;
  /** What the path begins with, where the rest is not known yet: spares a look at all images. */
  pathBegins?: string;
  name?: string;
  type?: string;
}

export interface AqlQuery {
  criteria: AqlCriteria;
  /** Default: all fields, without properties. */
  include?: readonly string[];
  sort?: { descending: boolean; fields: readonly string[] };
  offset: number;
  limit?: number;
}

/** A longer query is refused: JFrog, "AQL performance". */
const MAX_LENGTH = 6_000;
const FIELDS = ['repo', 'path', 'name', 'type'] as const;

/**
 * Reads as much of the Artifactory Query Language as clients send to learn of images: a search for
 * items by repository, path, name and type, with what should be told of them and how many.
 *
 * Source: JFrog, "AQL syntax".
 *
 * @throws Refusal of everything else
 */
export function parseAql(text: string): AqlQuery {
  if (text.length > MAX_LENGTH) {
    throw refusal(400, `The query is longer than ${MAX_LENGTH} characters`);
  }
  const query: AqlQuery = { criteria: () => true, offset: 0 };
  for (const { name, values } of readCalls(text)) {
    const [value] = values;
    if (name === 'find' && values.length === 1) {
      query.criteria = readCriteria(value);
    } else if (name === 'include' && values.every(isString)) {
      query.include = values;
    } else if (name === 'sort' && values.length === 1) {
      query.sort = readSort(value);
    } else if ((name === 'offset' || name === 'limit') && isCount(value)) {
      query[name] = value;
    } else {
      throw syntaxError(name);
    }
  }
  return query;
}

interface AqlCall {
  name: string;
  values: unknown[];
}

/** `items.find({...}).include("name")`, call by call. */
function readCalls(text: string): AqlCall[] {
  let rest = text.trim();
  if (!rest.startsWith('items.find')) {
    throw syntaxError(rest);
  }
  rest = rest.slice('items'.length);
  const calls: AqlCall[] = [];
  while (rest !== '') {
    const [whole, name] = /^\s*\.\s*([a-z]+)\s*\(/.exec(rest) ?? [];
    if (whole === undefined) {
      throw syntaxError(rest);
    }
    const end = endOfCall(rest, whole.length);
    calls.push({ name, values: readValues(rest.slice(whole.length, end)) });
    rest = rest.slice(end + 1).trim();
  }
  return calls;
}

/** Where the parenthesis is that closes the call; those in strings do not count. */
function endOfCall(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === '"') {
      quoted = !quoted;
    } else if (text[at] === ')' && !quoted) {
      return at;
    }
  }
  throw syntaxError(text);
}

function readValues(text: string): unknown[] {
  try {
    return JSON.parse(`[${text}]`);
  } catch {
    throw syntaxError(text);
  }
}

function readCriteria(value: unknown): AqlCriteria {
  const parts = Object.entries(readObject(value)).map(([key, wanted]) => {
    if (key === '$or' || key === '$and') {
      const choices = Array.isArray(wanted) ? wanted.map(readCriteria) : [];
      return (item: AqlFacts) =>
        key === '$or'
          ? choices.some(choice => choice(item))
          : choices.every(choice => choice(item));
    }
    return readField(key, wanted);
  });
  return item => parts.every(part => part(item));
}

function readField(key: string, wanted: unknown): AqlCriteria {
  const field = FIELDS.find(known => known === key);
  if (!field) {
    throw syntaxError(key);
  }
  const { fits, mayBegin } = readComparison(wanted);
  return item => {
    const known = item[field];
    if (known !== undefined) {
      return [known].flat().some(fits);
    }
    return field !== 'path' || mayBegin(item.pathBegins ?? '');
  };
}

interface Comparison {
  fits(value: string): boolean;
  /** Can a value fit that begins like this? */
  mayBegin(start: string): boolean;
}

function readComparison(wanted: unknown): Comparison {
  if (isString(wanted)) {
    return equal(wanted);
  }
  const [[operator, operand], ...more] = Object.entries(readObject(wanted));
  if (more.length > 0 || !isString(operand)) {
    throw syntaxError(JSON.stringify(wanted));
  }
  if (operator === '$eq') {
    return equal(operand);
  }
  if (operator !== '$match') {
    throw syntaxError(operator);
  }
  const pattern = new RegExp(
    `^${operand
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  );
  const [literal] = operand.split(/[*?]/);
  return {
    fits: value => pattern.test(value),
    mayBegin: start => literal.startsWith(start) || start.startsWith(literal),
  };
}

function equal(wanted: string): Comparison {
  return {
    fits: value => value === wanted,
    mayBegin: start => wanted.startsWith(start),
  };
}

function readSort(value: unknown): AqlQuery['sort'] {
  const [[order, fields], ...more] = Object.entries(readObject(value));
  if (
    more.length > 0 ||
    (order !== '$asc' && order !== '$desc') ||
    !Array.isArray(fields) ||
    !fields.every(isString)
  ) {
    throw syntaxError(JSON.stringify(value));
  }
  return { descending: order === '$desc', fields };
}

function readObject(value: unknown): object {
  if (
    typeof value !== 'object' ||
    !value ||
    Array.isArray(value) ||
    Object.keys(value).length === 0
  ) {
    throw syntaxError(JSON.stringify(value));
  }
  return value;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function syntaxError(near: string): Refusal {
  return refusal(
    400,
    `Failed to parse query: it looks like there is syntax error near the following sub-query: ${near}`,
  );
}
