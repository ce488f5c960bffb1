import { parseEntityRef } from '@backstage/catalog-model';

/** What may be in the pattern of a key. */
export const STORE_KEY_PLACEHOLDERS = [
  'workspace',
  'integration',
  'integrationId',
] as const;

/**
 * Under which key of a secret store the credential of an integration is.
 *
 * @param pattern - `{workspace}` is `<namespace>.<name>` of the Group, `{integration}` the name of the
 * integration in lower case, with a dash for all but letters, digits, dashes and underscores
 * @param workspace - entity ref
 */
export function storeKey(
  pattern: string,
  workspace: string,
  integration: { id: string; name: string },
): string {
  const { namespace, name } = parseEntityRef(workspace);
  const values: Record<(typeof STORE_KEY_PLACEHOLDERS)[number], string> = {
    workspace: `${namespace}.${name}`,
    integration: integration.name
      .toLocaleLowerCase('en-US')
      .replace(/[^\p{L}\p{N}_-]/gu, '-'),
    integrationId: integration.id,
  };
  return STORE_KEY_PLACEHOLDERS.reduce(
    (key, placeholder) =>
      key.replaceAll(`{${placeholder}}`, () => values[placeholder]),
    pattern,
  );
}
