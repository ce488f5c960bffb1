import {
  message,
  MessageCode,
  worded,
  Wording,
} from 'backstage-plugin-integrated-registry-common';
import { isError } from '@backstage/errors';

/** What a failure of the database means to whoever waits for it. */
export type DatabaseFailureKind =
  | 'unavailable'
  | 'full'
  | 'timeout'
  | 'overtaken'
  | 'duplicate'
  | 'other';

const MESSAGES = {
  unavailable: 'DATABASE_UNAVAILABLE',
  full: 'DATABASE_FULL',
  timeout: 'DATABASE_TIMEOUT',
  overtaken: 'DATABASE_OVERTAKEN',
  duplicate: 'DATABASE_DUPLICATE',
  other: 'DATABASE_FAILED',
} as const satisfies Record<DatabaseFailureKind, MessageCode>;

/** PostgreSQL, appendix A. A class stands for all its codes. */
const SQLSTATES: readonly (readonly [RegExp, DatabaseFailureKind])[] = [
  [/^(40001|40P01)$/, 'overtaken'],
  [/^23505$/, 'duplicate'],
  // Of its class alone; the others are about memory and limits, and no disk is full.
  [/^53100$/, 'full'],
  [/^(57014|55P03|25P03|25P04)$/, 'timeout'],
  // Connection, login, too many connections, a server that shuts down, one that only reads.
  [/^(08...|28...|3D000|53300|57P0.|25006)$/, 'unavailable'],
];

const SQLITE_CODES: readonly (readonly [RegExp, DatabaseFailureKind])[] = [
  [/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/, 'duplicate'],
  [/^SQLITE_FULL/, 'full'],
  // The driver has waited already, and nobody else could do anything meanwhile.
  [/^SQLITE_(BUSY|LOCKED)/, 'timeout'],
  [/^SQLITE_(CANTOPEN|READONLY|IOERR)/, 'unavailable'],
];

/** Codes of Node, for what happens to a connection. */
const CONNECTION_CODE =
  /^(EAI_AGAIN|ECONN[A-Z]+|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|ETIMEDOUT)$/;
/** The driver has no code for these. */
const CONNECTION_TEXT =
  /^(Connection (terminated|ended)|timeout expired|Client (has encountered|was closed)|Unable to acquire a connection|The server does not support SSL|aborted$)/i;

/** What was run when an error came from knex: the statement, with places instead of values. */
const statements = new WeakMap<object, string>();

/** Has failures tell which statement they come from. */
export function noteStatement(error: object, sql: string): void {
  statements.set(error, sql);
}

/**
 * The database has failed. What people read of it names neither statements nor values nor the
 * database's address; `forLog` has what helps an administrator, without values.
 */
export class DatabaseFailure extends Error {
  /** Backstage answers 503 to the first, and 500 to the second. */
  readonly name: 'ServiceUnavailableError' | 'DatabaseFailure';
  /** What words the message in another language. */
  readonly wording?: Wording;
  readonly #kind: DatabaseFailureKind;
  readonly #said: string;
  readonly #sql: string | undefined;

  /** @returns undefined where the error does not come from the database */
  static from(error: unknown): DatabaseFailure | undefined {
    if (error instanceof DatabaseFailure) {
      return error;
    }
    const kind = isError(error) ? kindOf(error) : undefined;
    return kind && new DatabaseFailure(kind, error as Error);
  }

  private constructor(kind: DatabaseFailureKind, error: Error) {
    const texts = worded({ message: message(MESSAGES[kind]) });
    super(texts.message);
    this.wording = texts.wording;
    this.name =
      kind === 'other' ? 'DatabaseFailure' : 'ServiceUnavailableError';
    this.#kind = kind;
    this.#said = describe(error);
    this.#sql = statements.get(error);
  }

  get kind(): DatabaseFailureKind {
    return this.#kind;
  }

  /** The code and what the database said, without values; for the log alone. */
  get said(): string {
    return this.#said;
  }

  /** The same with the statement it was about. */
  get forLog(): string {
    return this.#sql === undefined
      ? this.#said
      : `${this.#said}; statement: ${this.#sql}`;
  }
}

function kindOf(
  error: Error & { code?: unknown },
): DatabaseFailureKind | undefined {
  const code = typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('SQLITE_')) {
    return find(SQLITE_CODES, code) ?? 'other';
  }
  if (
    CONNECTION_CODE.test(code) ||
    CONNECTION_TEXT.test(said(error)) ||
    error.name === 'KnexTimeoutError'
  ) {
    return 'unavailable';
  }
  if (statements.has(error) || error.constructor.name === 'DatabaseError') {
    return find(SQLSTATES, code) ?? 'other';
  }
  return undefined;
}

function find(
  kinds: readonly (readonly [RegExp, DatabaseFailureKind])[],
  code: string,
): DatabaseFailureKind | undefined {
  return kinds.find(([codes]) => codes.test(code))?.[1];
}

function describe(error: Error & { code?: unknown }): string {
  const code = typeof error.code === 'string' ? error.code : error.name;
  // Of data that does not fit, PostgreSQL quotes what it was given (class 22).
  return /^22...$/.test(code) ? code : `${code} ${said(error)}`;
}

/** Without the statement, which knex puts before it. */
function said(error: Error): string {
  const sql = statements.get(error);
  return sql !== undefined && error.message.startsWith(`${sql} - `)
    ? error.message.slice(sql.length + 3)
    : error.message;
}
