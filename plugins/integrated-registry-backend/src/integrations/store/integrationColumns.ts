import {
  IntegrationField,
  integrationFields,
  integrationFieldsWith,
} from 'backstage-plugin-integrated-registry-common';
import { IntegrationSettings } from '../../model';

/** The columns of `integrations` that hold settings. */
export type SettingsRow = Record<string, string | number | boolean | null>;

interface Column<V> {
  write(value: V): SettingsRow;
  /** @param sharedWith - workspaces, which have a table of their own */
  read(row: SettingsRow, sharedWith: string[]): V;
}

type Columns = {
  readonly [K in keyof Required<IntegrationSettings>]: Column<
    IntegrationSettings[K]
  >;
};

/** Settings that are no text and no list. */
type Compound = {
  [K in keyof Columns]: IntegrationSettings[K] extends
    | string
    | readonly string[]
    | undefined
    ? never
    : K;
}[keyof Columns];

/** Columns of settings that are not kept as they are, or not declared as fields. */
const ownColumns: Pick<Columns, Compound | 'name' | 'imageHostProof'> = {
  name: {
    write: name => ({ name, name_key: nameKey(name) }),
    read: row => String(row.name),
  },
  imageHostProof: text('image_host_proof'),
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
  sharing: {
    write: sharing => ({ sharing: sharing.with }),
    read: (row, sharedWith) => ({
      with: row.sharing as IntegrationSettings['sharing']['with'],
      workspaces: sharedWith,
    }),
  },
};

/**
 * Where each setting is kept. A text or a list is in the column of its name, `repositoryFilter` in
 * `repository_filter`; what has parts and no column of its own does not compile.
 */
export const integrationColumns = {
  ...Object.fromEntries(
    integrationFieldsWith({ keptWith: 'settings' }).map(name => {
      const { default: none }: IntegrationField = integrationFields[name];
      const column = name.replace(
        /[A-Z]/g,
        letter => `_${letter.toLowerCase()}`,
      );
      return [name, Array.isArray(none) ? json(column) : text(column)];
    }),
  ),
  ...ownColumns,
} as Columns;

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
