/** A key of `auths`, and the number of the login that it has. */
export interface TemplateEntry {
  key: string;
  login: number;
}

/**
 * A Go template that makes `.dockerconfigjson` from `username<n>` and `password<n>`. It builds the object
 * and encodes the whole, so that a quote in a password is escaped.
 *
 * Source: External Secrets, "Advanced Templating v2"; Sprig, `dict`, `toJson`, `b64enc`; Go,
 * text/template; a JSON text is a Go string literal, too.
 */
export function dockerConfigTemplate(
  entries: readonly TemplateEntry[],
): string {
  const auths = entries.map(
    ({ key, login }) => `${JSON.stringify(key)} ${loginOf(login)}`,
  );
  return `{{ dict "auths" (dict ${auths.join(' ')}) | toJson }}`;
}

function loginOf(at: number): string {
  const username = `.username${at}`;
  const password = `.password${at}`;
  const auth = `(printf "%s:%s" ${username} ${password} | b64enc)`;
  return `(dict "username" ${username} "password" ${password} "auth" ${auth})`;
}
