import { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from '../../readBody';
import { authenticationRequired, refusal } from '../answers';
import { ArtifactoryCaller } from '../ArtifactoryCaller';
import { ArtifactoryOptions } from '../options';
import { AqlItem, AqlItems } from './AqlItems';
import { AqlQuery, parseAql } from './parseAql';
import { Turns } from './Turns';

const TRIMMED = 'AQL query reached the search hard limit, results are trimmed.';
const DEFAULT_FIELDS: readonly string[] = [
  'repo',
  'path',
  'name',
  'type',
  'size',
  'created',
  'created_by',
  'modified',
  'modified_by',
  'updated',
] satisfies (keyof AqlItem)[];
/** Somebody who is not an admin has to ask for these: JFrog, "Users without admin privileges". */
const DEMANDED = ['name', 'repo', 'path'];

/**
 * Answers queries, a few at a time.
 *
 * Source: JFrog, "AQL execution" and "AQL performance".
 */
export class AqlSearch {
  readonly #items: AqlItems;
  readonly #turns: Turns;
  readonly #durationMs: number;
  readonly #rows: number;
  readonly #sizes: 'number' | 'string';

  constructor(items: AqlItems, { aql, habits }: ArtifactoryOptions) {
    this.#items = items;
    this.#turns = new Turns(aql?.parallel ?? 3, aql?.patienceMs ?? 10_000);
    this.#durationMs = aql?.durationMs ?? 0;
    this.#rows = aql?.rows ?? 500_000;
    this.#sizes = habits?.aqlSize ?? 'number';
  }

  /** @throws Refusal */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    caller: ArtifactoryCaller,
  ): Promise<void> {
    if (caller.anonymous) {
      throw authenticationRequired();
    }
    if (!/^text\/plain\b/.test(request.headers['content-type'] ?? '')) {
      throw refusal(415, 'Unsupported Media Type');
    }
    const query = parseAql((await readBody(request)).toString('utf8'));
    const missing = DEMANDED.filter(
      field => query.include?.includes(field) === false,
    );
    if (!caller.admin && missing.length > 0) {
      throw refusal(
        400,
        `The fields name, repo and path have to be included; there is no ${missing.join()}`,
      );
    }
    if (!(await this.#turns.begin())) {
      throw refusal(429, 'Too Many Requests');
    }
    try {
      await sleep(this.#durationMs);
      response.writeHead(200, { 'content-type': 'application/json' });
      await pipeline(Readable.from(this.#answer(query, caller)), response);
    } finally {
      this.#turns.end();
    }
  }

  /** Line by line: there may be half a million. */
  *#answer(query: AqlQuery, caller: ArtifactoryCaller): Generator<string> {
    const { offset, limit } = query;
    const most = Math.min(limit ?? Infinity, this.#rows);
    let passed = 0;
    let told = 0;
    let trimmed = false;
    yield '{"results":[';
    for (const item of this.#sorted(query, caller)) {
      if (passed < offset) {
        passed += 1;
      } else if (told < most) {
        yield `${told > 0 ? ',' : ''}\n${JSON.stringify(
          this.#present(item, query.include ?? DEFAULT_FIELDS),
        )}`;
        told += 1;
      } else {
        trimmed = most === this.#rows && most !== limit;
        break;
      }
    }
    const range = {
      start_pos: offset,
      end_pos: offset + told,
      total: told,
      limit,
      notification: trimmed ? TRIMMED : undefined,
    };
    yield `],"range":${JSON.stringify(range)}}`;
  }

  #sorted(query: AqlQuery, caller: ArtifactoryCaller): Iterable<AqlItem> {
    const items = this.#items.find(query.criteria, key => caller.reads(key));
    const { sort } = query;
    return sort
      ? [...items].sort(
          (a, b) => compare(a, b, sort.fields) * (sort.descending ? -1 : 1),
        )
      : items;
  }

  #present(item: AqlItem, fields: readonly string[]): object {
    const size = this.#sizes === 'string' ? String(item.size) : item.size;
    const told = Object.entries({ ...item, size }).filter(([field]) =>
      fields.includes(field === 'properties' ? 'property' : field),
    );
    return Object.fromEntries(told);
  }
}

function compare(a: AqlItem, b: AqlItem, fields: readonly string[]): number {
  const [one, other] = [a, b].map(item => new Map(Object.entries(item)));
  for (const field of fields) {
    const [x, y] = [one.get(field), other.get(field)];
    if (x !== y) {
      return x < y ? -1 : 1;
    }
  }
  return 0;
}
