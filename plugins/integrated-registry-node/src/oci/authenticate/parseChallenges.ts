/** One way a server offers to log in. */
export interface Challenge {
  /** Lower case: `bearer`, `basic`, `negotiate`. */
  scheme: string;
  /** Names in lower case; the first of several with one name counts. */
  parameters: ReadonlyMap<string, string>;
  token68?: string;
}

const SEPARATORS = /[\s,]*/y;
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
const SPACES = /[ \t]*/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;
/** Wider than the grammar's token: some servers write a URL without quotes. */
const BARE_VALUE = /[^\s,"]*/y;

/**
 * Takes a `WWW-Authenticate` header apart. Several challenges may stand in one header, in several
 * headers (then joined by commas), and commas separate parameters as well: a name that no `=`
 * follows begins the next challenge.
 *
 * What cannot be read ends the list, and what was read before it counts: a login may still succeed
 * with that.
 *
 * Source: RFC 9110, sections 11.2, 11.3 and 11.6.1.
 */
export function parseChallenges(header: string): Challenge[] {
  let position = 0;
  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    if (!match) {
      return undefined;
    }
    position = pattern.lastIndex;
    return match;
  }

  function takeParameter(): [string, string] | undefined {
    const start = position;
    take(SEPARATORS);
    const name = take(TOKEN);
    if (!name || !take(EQUALS)) {
      position = start;
      return undefined;
    }
    const quoted = take(QUOTED);
    const value = quoted
      ? quoted[1].replace(/\\([\s\S])/g, '$1')
      : take(BARE_VALUE)?.[0] ?? '';
    return [name[0].toLowerCase(), value];
  }

  const challenges: Challenge[] = [];
  for (;;) {
    take(SEPARATORS);
    const scheme = take(TOKEN)?.[0].toLowerCase();
    if (!scheme) {
      return challenges;
    }
    const parameters = new Map<string, string>();
    take(SPACES);
    const token68 = take(TOKEN68)?.[0];
    if (token68 === undefined) {
      for (
        let parameter = takeParameter();
        parameter;
        parameter = takeParameter()
      ) {
        if (!parameters.has(parameter[0])) {
          parameters.set(...parameter);
        }
      }
    }
    challenges.push({
      scheme,
      parameters,
      ...(token68 !== undefined && { token68 }),
    });
  }
}
