import knexFactory, { Knex } from 'knex';

/** As much as is used of the drivers' connections. */
interface PostgresConnection {
  query(...values: unknown[]): unknown;
  connection: { stream: { destroy(): void } };
}
interface SqliteConnection {
  prepare(...values: unknown[]): unknown;
  close(): void;
}

export interface MortalKnex {
  knex: Knex;
  isDead(): boolean;
  /** Cuts all connections, as the death of a process does. */
  kill(): void;
}

/**
 * A process's way to a database, which ends as the process does: after so many statements, in the
 * midst of whatever it is doing, its connections are cut, and nothing is rolled back, released or
 * told by it any more. Every other time the last statement still leaves the process, and only its
 * answer is not heard.
 *
 * @param statements - to live for, those that begin and end transactions included
 */
export function mortalKnex(
  config: Knex.Config,
  statements = Number.MAX_SAFE_INTEGER,
): MortalKnex {
  const knex = knexFactory(config);
  const { client } = knex;
  const cuts: (() => void)[] = [];
  let left = statements;
  let dead = false;

  function kill() {
    dead = true;
    cuts.forEach(cut => cut());
  }

  function mortal<T>(run: () => T): T {
    if (dead) {
      throw new Error('The process is dead');
    }
    left--;
    if (left > 0) {
      return run();
    }
    if (statements % 2 === 0) {
      run();
    }
    kill();
    throw new Error('The process has died');
  }

  const acquire = client.acquireRawConnection.bind(client);
  client.acquireRawConnection = async () => {
    if (dead) {
      throw new Error('The process is dead');
    }
    const connection: PostgresConnection | SqliteConnection = await acquire();
    if ('prepare' in connection) {
      const prepare = connection.prepare.bind(connection);
      connection.prepare = (...values) => mortal(() => prepare(...values));
      cuts.push(() => connection.close());
    } else {
      const query = connection.query.bind(connection);
      connection.query = (...values) => mortal(() => query(...values));
      cuts.push(() => connection.connection.stream.destroy());
    }
    return connection;
  };
  return { knex, isDead: () => dead, kill };
}
