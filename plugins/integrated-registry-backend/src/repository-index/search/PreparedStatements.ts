import { Knex } from 'knex';
import { hash } from 'node:crypto';

/** Every connection keeps a plan of each: not without end. */
const MAX_STATEMENTS = 40;

/**
 * What a connection answers with whose other end has not prepared the statement, as behind a
 * pooler: PostgreSQL, appendix A (invalid_sql_statement_name, duplicate_prepared_statement), and
 * feature_not_supported where a table has been changed since.
 */
const NOT_PREPARED = ['26000', '42P05', '0A000'];

/**
 * Statements that each connection of PostgreSQL parses and plans once; that takes as long as
 * running them does. Where that does not work, they are sent whole.
 */
export class PreparedStatements {
  readonly #knex: Knex;
  readonly #names = new Map<string, string>();
  #works = true;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read<T>(
    sql: string,
    values: readonly (string | string[])[],
  ): Promise<T[]> {
    const name = this.#nameOf(sql);
    const query = this.#knex.raw(sql, [...values]);
    if (name === undefined) {
      return (await query).rows;
    }
    try {
      return (await query.options({ name })).rows;
    } catch (error) {
      if (!NOT_PREPARED.includes((error as { code?: string }).code ?? '')) {
        throw error;
      }
      this.#works = false;
      return this.read(sql, values);
    }
  }

  #nameOf(sql: string): string | undefined {
    if (!this.#works) {
      return undefined;
    }
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= MAX_STATEMENTS) {
      return known;
    }
    // A connection knows a name for one statement only, whoever else has prepared some.
    const name = `repositories_${hash('sha256', sql).slice(0, 32)}`;
    this.#names.set(sql, name);
    return name;
  }
}
