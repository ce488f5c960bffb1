import { Verb } from '../resources/Resource';

/** What a token may do: a Role or ClusterRole with its binding. */
export interface AccessRule {
  token: string;
  /** Such as `system:serviceaccount:portal:pull-secrets`. */
  user: string;
  /** Undefined: in all namespaces, and on the namespaces themselves. */
  namespace?: string;
  /** Such as `secrets`; `*`: all. */
  resource: string;
  /** `resourceNames` of a Role. Undefined: all. */
  names?: readonly string[];
  verbs: readonly (Verb | '*')[];
}

/** What a request wants to do. */
export interface Attempt {
  verb: Verb;
  resource: string;
  namespace: string | undefined;
  name: string | undefined;
}

/** Who may do what. */
export class AccessRules {
  readonly #users = new Map<string, string>();
  #rules: AccessRule[] = [];

  add(rule: AccessRule): void {
    this.#users.set(rule.token, rule.user);
    this.#rules.push(rule);
  }

  /** The user stays known, and may do nothing any longer. */
  removeRules(token: string): void {
    this.#rules = this.#rules.filter(rule => rule.token !== token);
  }

  /** The token is unknown from now on. */
  removeToken(token: string): void {
    this.removeRules(token);
    this.#users.delete(token);
  }

  /** @returns undefined where nobody has the token */
  userOf(token: string): string | undefined {
    return this.#users.get(token);
  }

  isAllowed(user: string, attempt: Attempt): boolean {
    const { verb, resource, namespace, name } = attempt;
    return this.#rules.some(
      rule =>
        rule.user === user &&
        (rule.namespace === undefined || rule.namespace === namespace) &&
        ['*', resource].includes(rule.resource) &&
        (rule.verbs.includes('*') || rule.verbs.includes(verb)) &&
        (!rule.names || (name !== undefined && rule.names.includes(name))),
    );
  }
}
