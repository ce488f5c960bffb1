import { Knex } from 'knex';

type ColumnType = 'text' | 'integer' | 'bigint';

/** Columns of rows that are handed to a statement as one value. */
export type GivenColumns = Record<string, ColumnType>;

/**
 * Rows that a statement is given as one value of JSON, under the name `given`. A statement with a
 * value for each field of each row is another one each time: making, sending and planning it takes
 * longer than writing the rows.
 *
 * @returns what stands behind FROM, with a place for `toGiven`
 */
export function givenRows(knex: Knex, columns: GivenColumns): string {
  const entries = Object.entries(columns);
  if (knex.client.config.client === 'pg') {
    const fields = entries.map(([name, type]) => `${name} ${type}`);
    return `json_to_recordset(?::json) AS given (${fields.join(', ')})`;
  }
  const fields = entries.map(([name]) => `value ->> '${name}' AS ${name}`);
  return `(SELECT ${fields.join(', ')} FROM json_each(?)) AS given`;
}

export function toGiven(rows: readonly object[]): string {
  return JSON.stringify(rows);
}

/** A column of what was given as a list. */
export function columnsOf(columns: GivenColumns): string {
  return Object.keys(columns).join(', ');
}
