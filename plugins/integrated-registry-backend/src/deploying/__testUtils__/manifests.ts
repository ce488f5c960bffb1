import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { parse } from 'yaml';

/** As much of both kinds as tests look at. */
export interface Manifest {
  kind: string;
  metadata: { name: string; namespace: string };
  spec: {
    encryptedData: { '.dockerconfigjson': string };
    template: object;
    secretStoreRef?: object;
    data?: {
      secretKey: string;
      remoteRef: { key: string; property: string };
    }[];
    dataFrom?: {
      sourceRef: { generatorRef: { kind: string; name: string } };
      rewrite: { regexp: { source: string; target: string } }[];
    }[];
    target: { template: { data: { '.dockerconfigjson': string } } };
  };
}

/**
 * The one object of a manifest.
 *
 * @throws where it is not as the published definition of its kind wants it
 */
export function readManifest(text: string): Manifest {
  const manifest = parse(text, { strict: true, version: '1.1' });
  execFileSync(process.execPath, [join(__dirname, 'validateManifest.mjs')], {
    input: JSON.stringify(manifest),
  });
  return manifest;
}

/**
 * What the controller makes of a SealedSecret: the session key by OpenSSL's command, the value by Web
 * Cryptography. Source: Sealed Secrets, "Crypto".
 *
 * @param place - where the controller finds it: `namespace/name`
 * @throws where it was sealed for another place or another controller
 */
export async function unseal(
  { spec }: Manifest,
  keyFile: string,
  place: string,
): Promise<string> {
  const sealed = Buffer.from(spec.encryptedData['.dockerconfigjson'], 'base64');
  const keyEnd = 2 + sealed.readUInt16BE(0);
  const options = [
    'rsa_padding_mode:oaep',
    'rsa_oaep_md:sha256',
    'rsa_mgf1_md:sha256',
    `rsa_oaep_label:${Buffer.from(place).toString('hex')}`,
  ];
  const sessionKey = execFileSync(
    'openssl',
    [
      ...['pkeyutl', '-decrypt', '-inkey', keyFile],
      ...options.flatMap(option => ['-pkeyopt', option]),
    ],
    { input: sealed.subarray(2, keyEnd), stdio: 'pipe' },
  );
  const key = await webcrypto.subtle.importKey(
    'raw',
    new Uint8Array(sessionKey),
    'AES-GCM',
    false,
    ['decrypt'],
  );
  const value = await webcrypto.subtle.decrypt(
    { name: 'AES-GCM', iv: new Uint8Array(12), tagLength: 128 },
    key,
    new Uint8Array(sealed.subarray(keyEnd)),
  );
  return Buffer.from(value).toString();
}

/**
 * What the External Secrets operator makes of an ExternalSecret.
 *
 * @param store - values by key, or name of a generator, and property
 */
export function resolveExternal(
  { spec }: Manifest,
  store: Record<string, Record<string, string>>,
): string {
  const stored = (spec.data ?? []).map(
    ({ secretKey, remoteRef: { key, property } }) => [
      secretKey,
      store[key][property],
    ],
  );
  const generated = (spec.dataFrom ?? []).flatMap(
    ({ sourceRef: { generatorRef }, rewrite: [{ regexp }] }) =>
      Object.entries(store[generatorRef.name]).map(([property, value]) => [
        property.replace(new RegExp(regexp.source), regexp.target),
        value,
      ]),
  );
  const values = Object.fromEntries([...stored, ...generated]);
  return renderTemplate(spec.target.template.data['.dockerconfigjson'], values);
}

type Value = string | { [key: string]: Value };

const functions: Record<string, (...args: Value[]) => Value> = {
  dict: (...args) =>
    Object.fromEntries(
      args.flatMap((key, at) =>
        at % 2 === 0 ? [[String(key), args[at + 1]]] : [],
      ),
    ),
  printf: (format, ...args) =>
    String(format).replace(/%s/g, () => String(args.shift())),
  b64enc: text => Buffer.from(String(text)).toString('base64'),
  toJson: value => JSON.stringify(value),
};

/** A Go template of one action, with the functions above, fields, parentheses and pipes. */
function renderTemplate(template: string, values: Record<string, string>) {
  const [, action] = /^\{\{(.*)\}\}$/s.exec(template)!;
  const tokens = action.match(/"(?:[^"\\]|\\.)*"|[()|]|[^\s()|]+/g)!;
  const operand = (): Value => {
    const token = tokens.shift()!;
    if (token === '(') {
      const value = pipeline();
      tokens.shift();
      return value;
    }
    if (token.startsWith('"')) {
      return JSON.parse(token);
    }
    const value = values[token.slice(1)];
    if (!token.startsWith('.') || value === undefined) {
      throw new Error(`${token} is not there`);
    }
    return value;
  };
  const command = (...piped: Value[]): Value => {
    const name = tokens[0] in functions ? tokens.shift()! : undefined;
    const args: Value[] = [];
    while (tokens.length > 0 && ![')', '|'].includes(tokens[0])) {
      args.push(operand());
    }
    return name ? functions[name](...args, ...piped) : args[0];
  };
  function pipeline(): Value {
    let value = command();
    while (tokens[0] === '|') {
      tokens.shift();
      value = command(value);
    }
    return value;
  }
  return String(pipeline());
}
