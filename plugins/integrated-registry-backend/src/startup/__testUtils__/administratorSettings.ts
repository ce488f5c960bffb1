import { Setting } from '../../__testUtils__/databaseSettings';

const isolation = (level: string) => [
  `ALTER ROLE ROLE_ SET default_transaction_isolation = '${level}'`,
];

/** Databases as administrators set them. */
export const administratorSettings: Setting[] = [
  { title: 'PostgreSQL, a database for each plugin' },
  { title: '`pluginDivisionMode: schema`', schema: true },
  { title: 'PgBouncer, transaction mode', pooler: 'transaction' },
  {
    title: 'PgBouncer, session mode, `pluginDivisionMode: schema`',
    pooler: 'session',
    schema: true,
  },
  { title: 'A pool of one connection', pool: 1 },
  {
    title: 'PgBouncer, transaction mode, a pool of one connection',
    pooler: 'transaction',
    pool: 1,
  },
  {
    title:
      '`statement_timeout`, `lock_timeout` and `idle_in_transaction_session_timeout` of 5 s',
    statements: [
      'statement_timeout',
      'lock_timeout',
      'idle_in_transaction_session_timeout',
    ].map(name => `ALTER ROLE ROLE_ SET ${name} = '5s'`),
  },
  {
    title: '`default_transaction_isolation: repeatable read`',
    statements: isolation('repeatable read'),
  },
  {
    title: '`default_transaction_isolation: serializable`',
    statements: isolation('serializable'),
  },
  {
    title: '`default_transaction_isolation: serializable`, a pool of one',
    statements: isolation('serializable'),
    pool: 1,
  },
  {
    title: 'Collation C',
    database: "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'",
  },
  {
    title: 'Collation of ICU that leaves out punctuation (`en-u-ka-shifted`)',
    database:
      "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-u-ka-shifted'",
  },
  {
    title: 'A role that may not create extensions',
    owner: 'postgres',
  },
  {
    title:
      'A role that takes on the owner of the tables (`ALTER ROLE … SET role`)',
    statements: [
      'CREATE ROLE owner_of_DB_ ROLE ROLE_',
      'ALTER DATABASE DB_ OWNER TO owner_of_DB_',
      'GRANT CREATE ON SCHEMA public TO owner_of_DB_',
      // What is made at start belongs to the other role.
      'ALTER ROLE ROLE_ SET role = owner_of_DB_',
    ],
  },
];
