/** A request to the oracle of field management; see its `main.go`. */
export interface OracleRequest {
  op: 'start' | 'create' | 'apply' | 'update' | 'delete';
  manager?: string;
  force?: boolean;
  object?: RandomObject;
}

export interface RandomObject {
  apiVersion: 'v1';
  kind: 'Secret' | 'ServiceAccount';
  metadata: Record<string, unknown>;
  [field: string]: unknown;
}

/** Numbers from 0 to below 1 that are the same for the same seed: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 0x100000000;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

/** A sequence of requests about one object, the same for the same seed. It begins with `start`. */
export function randomRequests(seed: number, length: number): OracleRequest[] {
  const random = createRandom(seed);
  const chance = (of: number) => random() < of;
  const pick = <T>(from: readonly T[]): T =>
    from[Math.floor(random() * from.length)];
  const some = <T>(from: readonly T[]): T[] => from.filter(() => chance(0.5));
  const kind = chance(0.75) ? 'Secret' : 'ServiceAccount';

  function map(keys: readonly string[], values: readonly string[]) {
    return chance(0.1)
      ? pick([null, {}])
      : Object.fromEntries(some(keys).map(key => [key, pick(values)]));
  }

  function owner(uid: string) {
    return { apiVersion: 'v1', kind: 'ConfigMap', name: pick(['a', 'b']), uid };
  }

  /** Entries that may be there twice, which only an update may have. */
  function list<T>(entries: readonly T[], mayRepeat: boolean): T[] {
    const chosen = some(entries);
    const ordered = chance(0.5) ? chosen : [...chosen].reverse();
    return mayRepeat && chance(0.15) ? [...ordered, ...some(ordered)] : ordered;
  }

  function metadata(isUpdate: boolean): Record<string, unknown> {
    return {
      name: 'shared',
      namespace: 'payments-dev',
      ...(chance(0.6) && { labels: map(['a', 'b', 'c'], ['1', '2', '']) }),
      ...(chance(0.3) && { annotations: map(['x', 'y'], ['1', '2']) }),
      ...(chance(0.2) && {
        finalizers: list(['test/a', 'test/b', 'test/c'], isUpdate),
      }),
      ...(chance(0.2) && {
        ownerReferences: list(['u1', 'u2'], isUpdate).map(owner),
      }),
      ...(isUpdate && chance(0.05) && { managedFields: [] }),
    };
  }

  function secret(isUpdate: boolean): Record<string, unknown> {
    return {
      ...(chance(0.8) && { data: map(['a', 'b', 'c'], ['YQ==', 'Yg==', '']) }),
      ...(chance(0.15) && { stringData: map(['a', 'd'], ['a', 'b']) }),
      // Without a type it is Opaque.
      ...(chance(isUpdate ? 0.3 : 0.4) && {
        type: chance(0.1) ? 'test/other' : 'Opaque',
      }),
      ...(chance(0.1) && { immutable: pick([false, null]) }),
    };
  }

  function serviceAccount(isUpdate: boolean): Record<string, unknown> {
    return {
      ...(chance(0.6) && {
        imagePullSecrets: list(
          [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
          isUpdate,
        ),
      }),
      ...(chance(0.6) && {
        secrets: list(
          [{ name: 'a' }, { name: 'b' }, { name: 'c', namespace: 'd' }],
          isUpdate,
        ),
      }),
      ...(chance(0.3) && {
        automountServiceAccountToken: pick([true, false, null]),
      }),
    };
  }

  function wrong(): Record<string, unknown> {
    return pick([
      { foo: 'unknown' },
      { type: 5 },
      { metadata: { name: 'shared', finalizers: ['test/a', 'test/a'] } },
    ]);
  }

  function object(isUpdate: boolean): RandomObject {
    return {
      apiVersion: 'v1',
      kind,
      metadata: metadata(isUpdate),
      ...(kind === 'Secret' ? secret(isUpdate) : serviceAccount(isUpdate)),
      ...(!isUpdate && chance(0.03) && wrong()),
    };
  }

  function request(): OracleRequest {
    const op = pick([
      'apply',
      'apply',
      'apply',
      'apply',
      'apply',
      'update',
      'update',
      'create',
      chance(0.3) ? 'delete' : 'apply',
    ] as const);
    if (op === 'delete') {
      return { op };
    }
    return {
      op,
      manager: pick(['one', 'two', 'three']),
      ...(op === 'apply' && { force: chance(0.3) }),
      object: object(op !== 'apply'),
    };
  }

  return [{ op: 'start' }, ...Array.from({ length }, request)];
}
