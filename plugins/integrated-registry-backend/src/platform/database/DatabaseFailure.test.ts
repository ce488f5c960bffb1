import { DatabaseFailure, noteStatement } from './DatabaseFailure';

const STATEMENT = 'insert into credentials values (?)';

/** As knex hands it on, with the statement before what the database said. */
function errorOf(code: string | undefined, said = 'it says why'): Error {
  const error = new Error(`${STATEMENT} - ${said}`);
  noteStatement(error, STATEMENT);
  return Object.assign(error, code !== undefined && { code });
}

/** As a connection fails before any statement is sent. */
const connectionError = (said: string, code?: string) =>
  Object.assign(new Error(said), code !== undefined && { code });

const told = (error: Error) => {
  const { kind, name, message } = DatabaseFailure.from(error) ?? {};
  return { kind, name, message };
};

const UNAVAILABLE = {
  kind: 'unavailable',
  name: 'ServiceUnavailableError',
  message: expect.stringMatching(/^The portal cannot reach its database\./),
};
const FULL = {
  kind: 'full',
  name: 'ServiceUnavailableError',
  message: expect.stringMatching(/the disk of its database is full\./),
};
const TIMEOUT = {
  kind: 'timeout',
  name: 'ServiceUnavailableError',
  message: expect.stringMatching(/^The database of the portal took too long\./),
};
const OVERTAKEN = {
  kind: 'overtaken',
  name: 'ServiceUnavailableError',
  message: expect.stringMatching(/many others changed the same/),
};
const DUPLICATE = {
  kind: 'duplicate',
  name: 'ServiceUnavailableError',
  message: expect.stringMatching(/somebody else has just stored the same/),
};
const OTHER = {
  kind: 'other',
  name: 'DatabaseFailure',
  message: expect.stringMatching(/^The database of the portal failed\./),
};

describe('a failure of the database is told', () => {
  it.each([
    ['40001', 'a serialization failure', OVERTAKEN],
    ['40P01', 'a deadlock', OVERTAKEN],
    ['23505', 'a unique violation', DUPLICATE],
    ['53100', 'a full disk', FULL],
    ['57014', 'a canceled query', TIMEOUT],
    ['55P03', 'a lock that is not available', TIMEOUT],
    ['25P03', 'a transaction that was idle for too long', TIMEOUT],
    ['25P04', 'a transaction that took too long', TIMEOUT],
    ['08006', 'a connection that failed', UNAVAILABLE],
    ['28P01', 'a refused password', UNAVAILABLE],
    ['3D000', 'a database that does not exist', UNAVAILABLE],
    ['53300', 'too many connections', UNAVAILABLE],
    ['57P01', 'a server that shuts down', UNAVAILABLE],
    ['57P03', 'a server that starts', UNAVAILABLE],
    ['25006', 'a server that only reads', UNAVAILABLE],
    ['53200', 'memory that is used up', OTHER],
    ['53400', 'a limit of temporary files', OTHER],
    ['23514', 'a check violation', OTHER],
    ['42P01', 'a table that does not exist', OTHER],
    ['XX000', 'an internal error', OTHER],
  ])('by SQLSTATE %s: %s', (code, _, expected) => {
    expect(told(errorOf(code))).toEqual(expected);
  });

  it.each([
    ['SQLITE_CONSTRAINT_UNIQUE', DUPLICATE],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', DUPLICATE],
    ['SQLITE_FULL', FULL],
    ['SQLITE_BUSY', TIMEOUT],
    ['SQLITE_BUSY_SNAPSHOT', TIMEOUT],
    ['SQLITE_LOCKED', TIMEOUT],
    ['SQLITE_CANTOPEN', UNAVAILABLE],
    ['SQLITE_READONLY', UNAVAILABLE],
    ['SQLITE_IOERR_WRITE', UNAVAILABLE],
    ['SQLITE_CONSTRAINT_TRIGGER', OTHER],
    ['SQLITE_CORRUPT', OTHER],
  ])('by the code %s of SQLite', (code, expected) => {
    expect(told(errorOf(code))).toEqual(expected);
  });

  it.each([
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ETIMEDOUT',
  ])('by the code %s of the connection', code => {
    expect(told(connectionError('connect 127.0.0.1:5432', code))).toEqual(
      UNAVAILABLE,
    );
  });

  it.each([
    'Connection terminated unexpectedly',
    'Connection ended unexpectedly',
    'timeout expired',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'Unable to acquire a connection',
    'The server does not support SSL connections',
    'aborted',
  ])('by what the driver says, which has no code for it: %s', said => {
    expect(told(connectionError(said))).toEqual(UNAVAILABLE);
    // In the midst of a statement, too.
    expect(told(errorOf(undefined, said))).toEqual(UNAVAILABLE);
  });

  it('where no connection of the pool is free in time', () => {
    const error = Object.assign(new Error('The pool is probably full'), {
      name: 'KnexTimeoutError',
    });
    expect(told(error)).toEqual(UNAVAILABLE);
  });
});

it('is not what does not come from the database', () => {
  expect(DatabaseFailure.from(new Error('aborted by hand'))).toBeUndefined();
  expect(
    DatabaseFailure.from(connectionError('it says why', '53100')),
  ).toBeUndefined();
  expect(DatabaseFailure.from('53100')).toBeUndefined();
});

it('tells the log the code, the reason and the statement, and people none of them', () => {
  const failure = DatabaseFailure.from(errorOf('53100', 'No space left'));
  expect(failure?.said).toBe('53100 No space left');
  expect(failure?.forLog).toBe(`53100 No space left; statement: ${STATEMENT}`);
  expect(failure?.message).not.toMatch(/53100|No space|insert/);
  // PostgreSQL quotes the value that it refuses.
  expect(
    DatabaseFailure.from(errorOf('22P02', 'invalid input: "canary-3f"'))?.said,
  ).toBe('22P02');
});
