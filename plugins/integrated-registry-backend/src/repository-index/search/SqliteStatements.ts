import { Knex } from 'knex';

type Value = string | number;

/** As much as is used of better-sqlite3. */
interface Statement {
  all(...values: Value[]): unknown[];
}
interface Connection {
  prepare(sql: string): Statement;
}

/** Runs a prepared statement. */
export type Read = <T>(sql: string, ...values: Value[]) => T[];

/**
 * Statements that are prepared once for each connection. Building and parsing one anew takes
 * longer than most of them run.
 */
export class SqliteStatements {
  readonly #knex: Knex;
  readonly #prepared = new WeakMap<Connection, Map<string, Statement>>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param work - has the connection to itself, and nothing else happens meanwhile */
  async use<T>(work: (read: Read) => T): Promise<T> {
    const { client } = this.#knex;
    const connection: Connection = await client.acquireConnection();
    try {
      return work((sql, ...values) => this.#read(connection, sql, values));
    } finally {
      await client.releaseConnection(connection);
    }
  }

  #read<T>(connection: Connection, sql: string, values: Value[]): T[] {
    const prepared = this.#prepared.get(connection) ?? new Map();
    this.#prepared.set(connection, prepared);
    const statement = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, statement);
    // What the statement selects is what its caller says.
    return statement.all(...values) as T[];
  }
}
