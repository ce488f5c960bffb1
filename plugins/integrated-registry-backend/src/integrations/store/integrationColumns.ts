import { IntegrationSettings } from '../../model';

/** The columns of `integrations` that hold settings. */
export type SettingsRow = Record<string, string | number | boolean | null>;

interface Column<V> {
  write(value: V): SettingsRow;
  /** @param sharedWith - workspaces, which have a table of their own */
  read(row: SettingsRow, sharedWith: string[]): V;
}

/** Where each setting is kept; a field that is declared and has no column does not compile. */
export const integrationColumns: {
  readonly [K in keyof Required<IntegrationSettings>]: Column<
    IntegrationSettings[K]
  >;
} = {
  workspace: text('workspace'),
  type: text('type'),
  name: {
    write: name => ({ name, name_key: nameKey(name) }),
    read: row => String(row.name),
  },
  description: text('description'),
  url: text('url'),
  imageHost: text('image_host'),
  imageHostProof: text('image_host_proof'),
  username: text('username'),
  tls: {
    write: ({ caCertificate, skipVerify }) => ({
      tls_ca_certificate: caCertificate ?? null,
      tls_skip_verify: skipVerify,
    }),
    read: row => ({
      ...(row.tls_ca_certificate !== null && {
        caCertificate: String(row.tls_ca_certificate),
      }),
      skipVerify: Boolean(row.tls_skip_verify),
    }),
  },
  repositories: json('repositories'),
  repositoryFilter: json('repository_filter'),
  sharing: {
    write: sharing => ({ sharing: sharing.with }),
    read: (row, sharedWith) => ({
      with: row.sharing as IntegrationSettings['sharing']['with'],
      workspaces: sharedWith,
    }),
  },
};

/** By which names are compared and sorted. */
export function nameKey(name: string): string {
  return name.toLocaleLowerCase('en-US');
}

function text<V extends string | undefined>(column: string): Column<V> {
  return {
    write: value => ({ [column]: value ?? null }),
    read: row => (row[column] ?? undefined) as V,
  };
}

function json<V>(column: string): Column<V> {
  return {
    write: value => ({ [column]: JSON.stringify(value) }),
    read: row => JSON.parse(String(row[column])),
  };
}
