import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { TestPortal } from './startPortal';
import { until } from './until';

/** Has Olivia bind a namespace to `payments`, and waits until its cluster was asked. */
export async function bindNamespace(
  portal: TestPortal,
  binding: { cluster: string; namespace: string } & Record<string, unknown>,
): Promise<NamespaceBinding> {
  const { body, status } = await portal.call(
    'olivia',
    'POST /namespace-bindings',
    { workspace: 'group:default/payments', ...binding },
  );
  if (status !== 201) {
    throw new Error(`It was not bound: ${JSON.stringify(body)}`);
  }
  return until(
    () => readBinding(portal, body.id),
    ({ state }) => state !== 'writing',
  );
}

/** A binding as Olivia sees it. */
export async function readBinding(
  portal: TestPortal,
  id: string,
): Promise<NamespaceBinding> {
  const { body } = await portal.call('olivia', 'GET /namespace-bindings');
  return body.items.find((item: NamespaceBinding) => item.id === id);
}
