const BARE = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][-a-z0-9_./]*$/i;

type Value = string | readonly Value[] | { readonly [key: string]: Value };

/**
 * One object as a YAML document. Texts that could be read as anything else are in double quotes, as JSON
 * has them.
 *
 * Source: YAML 1.2.2, 1.2: JSON is a part of YAML.
 */
export function manifestYaml(object: {
  readonly [key: string]: Value;
}): string {
  return [...linesOf(object), ''].join('\n');
}

function linesOf(value: Exclude<Value, string>): string[] {
  if (isList(value)) {
    return value.flatMap(item => {
      const [first, ...others] =
        typeof item === 'string' ? [scalar(item)] : linesOf(item);
      return [`- ${first}`, ...others.map(line => `  ${line}`)];
    });
  }
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string'
      ? [`${scalar(key)}: ${scalar(item)}`]
      : [`${scalar(key)}:`, ...linesOf(item).map(line => `  ${line}`)],
  );
}

function isList(value: Exclude<Value, string>): value is readonly Value[] {
  return Array.isArray(value);
}

function scalar(text: string): string {
  return BARE.test(text) ? text : JSON.stringify(text);
}
