const NAME = 'integrated-registry-pull-secret';
const SUBJECT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * The least that the portal's service account needs in a namespace, as YAML for `kubectl apply`.
 *
 * Secrets are named: the API server authorizes an apply that creates with the name of the object. A
 * Role in the namespace also covers `get` on the namespace itself.
 *
 * @param options - `subject`: `system:serviceaccount:<namespace>:<name>`, where it is known
 */
export function roleManifest({
  namespace,
  name,
  serviceAccounts,
  subject = '',
}: {
  namespace: string;
  name: string;
  serviceAccounts: readonly string[];
  subject?: string;
}): string {
  const [
    ,
    of = 'NAMESPACE-OF-THE-PORTAL',
    account = 'SERVICE-ACCOUNT-OF-THE-PORTAL',
  ] = SUBJECT.exec(subject) ?? [];
  const rule = (resource: string, names: readonly string[], verbs: string) => [
    `  - apiGroups: [""]`,
    `    resources: [${resource}]`,
    `    resourceNames: [${names.join(', ')}]`,
    `    verbs: [${verbs}]`,
  ];
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: Role',
    'metadata:',
    `  name: ${NAME}`,
    `  namespace: ${namespace}`,
    'rules:',
    ...rule('secrets', [name], 'get, patch, create, delete'),
    ...rule('namespaces', [namespace], 'get'),
    ...(serviceAccounts.length > 0
      ? rule('serviceaccounts', serviceAccounts, 'get, update')
      : []),
    '---',
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: RoleBinding',
    'metadata:',
    `  name: ${NAME}`,
    `  namespace: ${namespace}`,
    'roleRef:',
    '  apiGroup: rbac.authorization.k8s.io',
    '  kind: Role',
    `  name: ${NAME}`,
    'subjects:',
    '  - kind: ServiceAccount',
    `    name: ${account}`,
    `    namespace: ${of}`,
    '',
  ].join('\n');
}
