import { Random } from 'registry-simulator';

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

/** A sequence of requests about one object, the same for the same seed. It begins with `start`. */
export function randomRequests(seed: number, length: number): OracleRequest[] {
  const random = new Random(seed);
  const some = <T>(from: readonly T[]): T[] =>
    from.filter(() => random.chance(50));
  const kind = random.chance(75) ? 'Secret' : 'ServiceAccount';

  function map(keys: readonly string[], values: readonly string[]) {
    return random.chance(10)
      ? random.of([null, {}])
      : Object.fromEntries(some(keys).map(key => [key, random.of(values)]));
  }

  function owner(uid: string) {
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: random.of(['a', 'b']),
      uid,
    };
  }

  /** Entries that may be there twice, which only an update may have. */
  function list<T>(entries: readonly T[], mayRepeat: boolean): T[] {
    const chosen = some(entries);
    const ordered = random.chance(50) ? chosen : [...chosen].reverse();
    return mayRepeat && random.chance(15)
      ? [...ordered, ...some(ordered)]
      : ordered;
  }

  function metadata(isUpdate: boolean): Record<string, unknown> {
    return {
      name: 'shared',
      namespace: 'payments-dev',
      ...(random.chance(60) && {
        labels: map(['a', 'b', 'c'], ['1', '2', '']),
      }),
      ...(random.chance(30) && { annotations: map(['x', 'y'], ['1', '2']) }),
      ...(random.chance(20) && {
        finalizers: list(['test/a', 'test/b', 'test/c'], isUpdate),
      }),
      ...(random.chance(20) && {
        ownerReferences: list(['u1', 'u2'], isUpdate).map(owner),
      }),
      ...(isUpdate && random.chance(5) && { managedFields: [] }),
    };
  }

  function secret(isUpdate: boolean): Record<string, unknown> {
    return {
      ...(random.chance(80) && {
        data: map(['a', 'b', 'c'], ['YQ==', 'Yg==', '']),
      }),
      ...(random.chance(15) && { stringData: map(['a', 'd'], ['a', 'b']) }),
      // Without a type it is Opaque.
      ...(random.chance(isUpdate ? 30 : 40) && {
        type: random.chance(10) ? 'test/other' : 'Opaque',
      }),
      ...(random.chance(10) && { immutable: random.of([false, null]) }),
    };
  }

  function serviceAccount(isUpdate: boolean): Record<string, unknown> {
    return {
      ...(random.chance(60) && {
        imagePullSecrets: list(
          [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
          isUpdate,
        ),
      }),
      ...(random.chance(60) && {
        secrets: list(
          [{ name: 'a' }, { name: 'b' }, { name: 'c', namespace: 'd' }],
          isUpdate,
        ),
      }),
      ...(random.chance(30) && {
        automountServiceAccountToken: random.of([true, false, null]),
      }),
    };
  }

  function wrong(): Record<string, unknown> {
    return random.of([
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
      ...(!isUpdate && random.chance(3) && wrong()),
    };
  }

  function request(): OracleRequest {
    const op = random.of([
      'apply',
      'apply',
      'apply',
      'apply',
      'apply',
      'update',
      'update',
      'create',
      random.chance(30) ? 'delete' : 'apply',
    ] as const);
    if (op === 'delete') {
      return { op };
    }
    return {
      op,
      manager: random.of(['one', 'two', 'three']),
      ...(op === 'apply' && { force: random.chance(30) }),
      object: object(op !== 'apply'),
    };
  }

  return [{ op: 'start' }, ...Array.from({ length }, request)];
}
