import { Knex } from 'knex';
import { eventually } from '../eventually';

const TABLE = 'backstage_backend_tasks__tasks';
const HELD = "now() + interval '100 days'";

/** What replicas do by themselves, by one replica at a time. */
export type Task = 'health' | 'recovery' | 'crawl';
const idOf = (task: Task) => `integrated-registry-${task}`;

type UseDatabase = <T>(use: (db: Knex) => Promise<T>) => Promise<T>;

/** The tasks of the plugin's scheduler, by its table: a test says when they run. */
export class Tasks {
  readonly #database: UseDatabase;

  constructor(database: UseDatabase) {
    this.#database = database;
  }

  /** It does not run until it is released, or run. */
  async hold(task: Task): Promise<void> {
    await this.#database(db => this.#begin(db, task, HELD));
  }

  /** It runs within seconds, and then as often as it does. Resolves when it has run once. */
  async release(task: Task): Promise<void> {
    await this.run(task);
  }

  /** Runs it now. Resolves when it has run. */
  async run(task: Task): Promise<void> {
    await this.#database(async db => {
      await this.#begin(db, task, 'now()');
      const find = () =>
        db(TABLE)
          .where({ id: idOf(task) })
          .first();
      const { last_run_ended_at: before } = await find();
      await eventually(`the task ${task} has run`, 120, async () => {
        const { current_run_ticket: ticket, last_run_ended_at: ended } =
          await find();
        return ticket === null && +ended !== +before;
      });
    });
  }

  /** Resolves when no task runs, and no crawl or check is under way. */
  async rest(): Promise<void> {
    await eventually('no work is under way', 60, () =>
      this.#database(async db => !(await isAtWork(db))),
    );
  }

  async #begin(db: Knex, task: Task, at: string): Promise<void> {
    await eventually(`the task ${task} is not running`, 60, async () => {
      const changed = await db(TABLE)
        .where({ id: idOf(task) })
        .whereNull('current_run_ticket')
        .update({ next_run_start_at: db.raw(at) });
      return changed > 0;
    });
  }

  /**
   * Turns the clock of scheduler and leases, which is that of PostgreSQL: what is due by then is done
   * within the few seconds after which the scheduler looks.
   *
   * @param turnReplicas - turns those of the replicas; no task begins meanwhile
   * @param betweenWorks - waits until no task runs, and no crawl or check is under way
   */
  async turn(
    milliseconds: number,
    turnReplicas: () => Promise<void>,
    betweenWorks: boolean,
  ): Promise<void> {
    const attempt = () =>
      this.#database(db =>
        db.transaction(async transaction => {
          await transaction.raw(
            `LOCK TABLE ${TABLE} IN SHARE ROW EXCLUSIVE MODE`,
          );
          if (betweenWorks && (await isAtWork(transaction))) {
            return false;
          }
          await turnReplicas();
          await turnRows(transaction, milliseconds);
          return true;
        }),
      );
    await eventually('no work is under way', 60, attempt);
  }
}

async function isAtWork(db: Knex): Promise<boolean> {
  const running = await db(TABLE).whereNotNull('current_run_ticket');
  const crawls = await db('crawls').whereNotNull('lease_owner');
  const checks = await db('integrations').whereLike('health', '%"checking"%');
  return running.length + crawls.length + checks.length > 0;
}

async function turnRows(db: Knex, milliseconds: number): Promise<void> {
  const turned = (column: string) =>
    db.raw("?? - ? * interval '1 millisecond'", [column, milliseconds]);
  await db(TABLE)
    .whereNotNull('next_run_start_at')
    .update({
      // The scheduler counts the next run from there: what is long overdue runs twice.
      next_run_start_at: db.raw('greatest(?, now())', [
        turned('next_run_start_at'),
      ]),
    });
  await db(TABLE)
    .whereNotNull('current_run_expires_at')
    .update({
      current_run_expires_at: turned('current_run_expires_at'),
    });
  await db('crawls')
    .whereNotNull('lease_expires_at')
    .update({
      lease_expires_at: db.raw(
        `to_char((lease_expires_at::timestamptz - ? * interval '1 millisecond') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
        [milliseconds],
      ),
    });
}
