import {
  createIntegrationConditionalDecision,
  integrationConditions,
} from '../access';

/** As policies write them; what a policy computes may be empty, although the types forbid it. */
export type IntegrationConditions = Parameters<
  typeof createIntegrationConditionalDecision
>[1];

/** A condition, and the names of the integrations that it lets through. */
export interface Expectation {
  conditions: IntegrationConditions;
  lets: readonly string[];
}

/** Integrations that differ in all that conditions look at; all but the last are made by people. */
export const named = {
  own: { workspace: 'payments', type: 'docker', sharing: 'nobody' },
  shown: { workspace: 'payments', type: 'harbor', sharing: 'storefront' },
  public: { workspace: 'storefront', type: 'docker', sharing: 'everybody' },
  closed: { workspace: 'storefront', type: 'jfrog', sharing: 'nobody' },
  lent: { workspace: 'storefront', type: 'harbor', sharing: 'payments' },
  configured: { workspace: 'payments', type: 'jfrog', sharing: 'storefront' },
} as const;

export const names = Object.keys(named);

const { inWorkspace, hasWorkspaceMember, hasWorkspaceAdmin, isType, isShared } =
  integrationConditions;
const payments = ['own', 'shown', 'configured'];
const storefront = ['public', 'closed', 'lent'];

function letting(
  conditions: IntegrationConditions,
  ...lets: readonly string[]
): Expectation {
  return { conditions, lets };
}

/** Every rule by itself. */
export const single: Expectation[] = [
  letting(inWorkspace({ workspaces: ['group:default/payments'] }), ...payments),
  letting(
    inWorkspace({ workspaces: ['Group:Default/Storefront'] }),
    ...storefront,
  ),
  letting(
    inWorkspace({
      workspaces: ['group:default/payments', 'group:default/storefront'],
    }),
    ...names,
  ),
  letting(
    inWorkspace({ workspaces: ['group:default/no-such-team', 'payments'] }),
  ),
  letting(inWorkspace({ workspaces: ['group:default/pay%', ''] })),
  letting(inWorkspace({ workspaces: [] })),
  letting(
    hasWorkspaceMember({
      claims: ['user:default/marco', 'GROUP:default/payments'],
    }),
    ...payments,
  ),
  letting(hasWorkspaceMember({ claims: ['user:default/priya'] })),
  letting(hasWorkspaceMember({ claims: [] })),
  letting(hasWorkspaceAdmin({ claims: ['User:default/Priya'] }), ...payments),
  letting(
    hasWorkspaceAdmin({ claims: ['user:default/lena', 'user:default/petra'] }),
    ...names,
  ),
  letting(hasWorkspaceAdmin({ claims: ['group:default/payments'] })),
  letting(hasWorkspaceAdmin({ claims: [] })),
  letting(isType({ types: ['docker'] }), 'own', 'public'),
  letting(
    isType({ types: ['jfrog', 'harbor', 'quay'] }),
    'shown',
    'closed',
    'lent',
    'configured',
  ),
  letting(isType({ types: ['Docker', 'dock%'] })),
  letting(isType({ types: [] })),
  letting(isShared({}), 'public'),
  letting(isShared({ workspaces: [] }), 'public'),
  letting(
    isShared({ workspaces: ['Group:default/Storefront'] }),
    'shown',
    'public',
    'configured',
  ),
  letting(
    isShared({
      workspaces: ['group:default/payments', 'group:default/storefront'],
    }),
    'shown',
    'public',
    'lent',
    'configured',
  ),
  letting(isShared({ workspaces: ['group:default/no-such-team'] }), 'public'),
];

export function not({ conditions, lets }: Expectation): Expectation {
  return letting(
    { not: conditions },
    ...names.filter(name => !lets.includes(name)),
  );
}

export function allOf(...parts: [Expectation, ...Expectation[]]): Expectation {
  const [first, ...rest] = parts.map(({ conditions }) => conditions);
  return letting(
    { allOf: [first, ...rest] },
    ...names.filter(name => parts.every(({ lets }) => lets.includes(name))),
  );
}

export function anyOf(...parts: [Expectation, ...Expectation[]]): Expectation {
  const [first, ...rest] = parts.map(({ conditions }) => conditions);
  return letting(
    { anyOf: [first, ...rest] },
    ...names.filter(name => parts.some(({ lets }) => lets.includes(name))),
  );
}

/** Groups within groups, always the same ones. */
export function nested(count: number): Expectation[] {
  let seed = 20_261_124;
  const below = (limit: number) => {
    // Numerical Recipes' linear congruential generator.
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  const grow = (depth: number): Expectation => {
    const kind = depth === 0 ? 3 : below(3);
    if (kind === 3) {
      return single[below(single.length)];
    }
    if (kind === 0) {
      return not(grow(depth - 1));
    }
    const first = grow(depth - 1);
    const rest = Array.from({ length: below(3) }, () => grow(depth - 1));
    return (kind === 1 ? allOf : anyOf)(first, ...rest);
  };
  return Array.from({ length: count }, (_, at) => grow(2 + (at % 3)));
}

const nothing: unknown[] = [];

/** Groups that a policy has put nothing into. A negation of them lets nothing through either. */
export const empty: Expectation[] = (() => {
  const noAny = letting({ anyOf: nothing } as unknown as IntegrationConditions);
  const noAll = letting({ allOf: nothing } as unknown as IntegrationConditions);
  const notAny = { ...not(noAny), lets: [] };
  const notAll = { ...not(noAll), lets: [] };
  const [first] = single;
  return [
    noAny,
    noAll,
    notAny,
    notAll,
    { ...not(notAll), lets: [] },
    anyOf(noAny, first),
    anyOf(noAll, first),
    allOf(noAll, first),
    allOf(first, notAny),
    anyOf(notAll),
    { ...not(anyOf(noAny, first)), lets: [] },
  ];
})();
