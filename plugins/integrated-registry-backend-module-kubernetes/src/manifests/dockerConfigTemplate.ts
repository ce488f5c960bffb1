/** A key of `auths`, and the values of the template that its login is made from. */
export interface TemplateEntry {
  key: string;
  username: string;
  password: string;
}

/**
 * A Go template that makes `.dockerconfigjson`. It builds the object and encodes the whole, so that a
 * quote in a password is escaped.
 *
 * Source: External Secrets, "Advanced Templating v2"; Sprig, `dict`, `toJson`, `b64enc`; Go,
 * text/template; a JSON text is a Go string literal, too.
 */
export function dockerConfigTemplate(
  entries: readonly TemplateEntry[],
): string {
  const auths = entries.map(
    ({ key, username, password }) =>
      `${JSON.stringify(key)} ${loginOf(`.${username}`, `.${password}`)}`,
  );
  return `{{ dict "auths" (dict ${auths.join(' ')}) | toJson }}`;
}

function loginOf(username: string, password: string): string {
  const auth = `(printf "%s:%s" ${username} ${password} | b64enc)`;
  return `(dict "username" ${username} "password" ${password} "auth" ${auth})`;
}
