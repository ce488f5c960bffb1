/** Namespaces of workspaces, and the pull secrets in them. */
export const deployingMessages = {
  CLUSTER_NAME_INVALID:
    'Not the name of a cluster: it has lower case letters, digits and dashes, 63 characters at most',
  NAMESPACE_NAME_INVALID:
    'Not the name of a namespace: it has lower case letters, digits and dashes, 63 characters at most',
  SERVICE_ACCOUNT_NAME_INVALID:
    'Not the name of a ServiceAccount: it has lower case letters, digits, dashes and dots',
  TOO_MANY_SERVICE_ACCOUNTS: 'A binding links {{max}} ServiceAccounts at most',
  PULL_CREDENTIAL_SOURCE_UNKNOWN:
    'The source must be none, separate, minted or own',
  PULL_CREDENTIAL_NEEDS_USER:
    'A separate pull credential needs a user name and a password. Enter both',
  PULL_CREDENTIAL_UNUSED:
    'User name, password and expiry date belong to a separate pull credential. Leave them out, or choose the source separate',
  PULL_CREDENTIAL_NEEDS_PASSWORD:
    'Enter the password: none is stored for this user name and image host',
  OWN_CREDENTIAL_UNCHECKED:
    'Not saved: the registry does not say whether {{username}} is an administrator. {{reason}}',
  PULL_CREDENTIAL_NOT_SAVED:
    'Not saved: pulling an image with this credential failed. {{reason}}',

  NO_CLUSTERS:
    'No cluster is configured. Add one to integratedRegistry.clusters in the portal’s configuration',
  CLUSTER_UNKNOWN:
    'There is no cluster {{cluster}}. Configured are: {{clusters}}',
  NAMESPACE_BOUND:
    'The namespace {{namespace}} of the cluster {{cluster}} belongs to the workspace {{owner}}, so it cannot be bound to {{workspace}}. Remove that binding first',
  NAMESPACE_STILL_BOUND:
    'The namespace {{namespace}} of the cluster {{cluster}} still has the pull secret of the workspace {{owner}}. Bind it again once the secret is removed',
  NO_SUCH_BINDING: 'There is no namespace binding with the id {{id}}',
  BINDING_OF_CONFIGURATION:
    'This binding is managed by the portal’s configuration. Change it there, at {{place}}',
  BINDING_NOT_DRIFTED:
    'There is nothing to take over: nobody else has changed this pull secret',
  BIND_DENIED:
    'You may not bind namespaces. Ask the portal’s administrators for the permission {{permission}}',
  SYNC_ADMINS_ONLY:
    'Only admins of the workspace {{workspace}} may do this. Ask one of them',
  DECIDE_ADMINS_ONLY:
    'Only admins of the workspace {{workspace}} decide which credential its pull secrets hold. Ask one of them',

  MINT_GROUP_UNUSED:
    'A group belongs to a minted pull credential. Leave it out, or choose the source minted',
  MINT_GROUP_INVALID:
    'Not the name of a group: it has no quotes, commas, colons, asterisks or backslashes',
  MINT_NEEDS_GROUP:
    'Name the group of the registry whose rights the credential gets. It should only be able to pull',
  MINT_WITHOUT_GROUP:
    'No group can be named here: the registry makes credentials for projects, or the integration belongs to another workspace. Leave it out',
  MINT_NOT_SAVED:
    'Not saved: the portal could not make a pull credential. {{reason}}',
  MINT_UNSUPPORTED:
    'The registry of {{integration}} cannot make a pull credential for this workspace. Choose a separate one',
  MINT_WITHOUT_PROJECTS:
    'No project of {{integration}} is known yet. Wait until its repositories are indexed',
  MINTED_UNPROVEN:
    'The registry has made one, but pulling an image with it failed. {{reason}}',
  MINT_TOO_SLOW: 'The registry took too long',
  MINT_PENDING: 'The pull credential of {{integration}} is being made',
  MINT_FAILED:
    'No new pull credential of {{integration}} could be made. {{reason}}',
  MINT_TRIED_AGAIN:
    'The portal tries again by itself. An admin can decide again to have it tried now.',

  OWN_REFUSED_SHARED:
    'The integration belongs to another workspace, and its credential stays there',
  OWN_REFUSED_ADMINISTRATOR:
    '{{username}} is an administrator of the registry, so its password does not go into namespaces',
  OWN_REFUSED_NONE: 'The integration has no credential of its own',
  ENTER_SEPARATE_CREDENTIAL:
    'Enter a separate credential that can only pull, such as a robot account.',

  PULL_SECRET_NOT_LABELLED:
    'The namespace {{namespace}} does not carry the label {{label}}, by which its cluster agrees to the binding',
  PULL_SECRET_LABEL_IT: 'Have the cluster’s administrators run: {{command}}',
  PULL_SECRET_LABELLED_FOR_OTHER:
    'The namespace {{namespace}} carries the label of another workspace: {{label}}',
  PULL_SECRET_ASK_CLUSTER_ADMINS:
    'Ask the cluster’s administrators which workspace the namespace belongs to.',
  PULL_SECRET_NO_NAMESPACE:
    'The cluster {{cluster}} has no namespace {{namespace}}',
  PULL_SECRET_CREATE_NAMESPACE:
    'Create the namespace, or remove the binding. The pull secret is written as soon as the namespace is there.',
  PULL_SECRET_WORKSPACE_GONE:
    'The workspace {{workspace}} has left the catalog, so its pull secret is removed',
  PULL_SECRET_BIND_AGAIN:
    'If the workspace is back, a platform admin removes this binding and binds the namespace again.',
  PULL_SECRET_TERMINATING: 'The namespace {{namespace}} is being deleted',
  PULL_SECRET_FOREIGN:
    'The namespace {{namespace}} has a Secret {{name}} that the portal has not written; it is left as it is',
  PULL_SECRET_FOREIGN_REMEDY:
    'Delete or rename that Secret, or have the portal use another name: integratedRegistry.pullSecrets.name.',
  PULL_SECRET_DRIFTED:
    'Somebody else has changed the Secret {{name}}: {{reason}}',
  PULL_SECRET_NOT_AS_WRITTEN: 'it is not as the portal has written it',
  PULL_SECRET_TAKE_OVER:
    'Take it over to write it as it has to be, or remove the binding.',
  CLUSTER_FORBIDDEN: 'The cluster {{cluster}} denies access: {{reason}}',
  CLUSTER_APPLY_ROLE:
    'Have the cluster’s administrators apply the Role that is shown with the binding. If the namespace was deleted, create it again, or remove the binding.',
  CLUSTER_UNAUTHORIZED:
    'The portal cannot log in to the cluster {{cluster}}: {{reason}}',
  CLUSTER_FILE_UNREADABLE:
    'the file that {{key}} names in the configuration cannot be read',
  CLUSTER_NOT_KUBERNETES: 'the answer is not one of a Kubernetes API server',
  CLUSTER_TOO_SLOW: 'it took longer than {{seconds}} seconds',
  CLUSTER_CHECK_TOKEN:
    'Check the token of this cluster in integratedRegistry.clusters, and that the service account exists.',
  CLUSTER_REFUSED: 'The cluster {{cluster}} refused it: {{reason}}',
  CLUSTER_ASK_PORTAL: 'Ask the portal’s administrators to look at its log.',
  CLUSTER_UNREACHABLE: 'The cluster {{cluster}} cannot be reached: {{reason}}',
  CLUSTER_CHECK_ADDRESS:
    'Check the cluster’s address, certificate and firewall. The portal tries again by itself.',
  CLUSTER_BUSY: 'The cluster {{cluster}} asks for fewer requests',
  CLUSTER_WAIT: 'Wait: the portal tries again by itself.',
  CLUSTER_GONE: 'The cluster {{cluster}} is no longer configured',
  CLUSTER_CONFIGURE_AGAIN:
    'Add it to integratedRegistry.clusters again, so that the portal can write there or clean up.',
  SERVICE_ACCOUNT_GONE:
    'The namespace {{namespace}} has no ServiceAccount {{account}}',
  SERVICE_ACCOUNT_CREATE:
    'Create the ServiceAccount, or make the binding anew without it.',

  MANIFEST_LINKS_NOTHING:
    'The cluster {{cluster}} takes manifests, so the portal links no ServiceAccounts there. Leave them out, and name the Secret in each pod',
  MANIFEST_OUT_OF_DATE:
    'The manifest that was handed out on {{date}} is out of date: the pull secret has to hold something else now',
  MANIFEST_REPLACE:
    'Download the manifest again, and apply it in place of the old one.',
  MANIFEST_UNWANTED:
    'No credential is to go out any more, and the manifest that was handed out on {{date}} has one',
  MANIFEST_DELETE:
    'Delete that manifest wherever it was applied or committed. After that, a platform admin can remove this binding and bind the namespace again.',
  MANIFEST_KEPT:
    'A credential of the pull secret cannot be read any more, so no manifest is made without it',
  MANIFEST_WORKSPACE_GONE:
    'The workspace {{workspace}} has left the catalog, so no manifest is made for it',
  MANIFEST_WORKSPACE_BACK:
    'Delete manifests that were applied. If the workspace is back, a platform admin removes this binding and binds the namespace again.',
  SEALING_CERTIFICATE_EXPIRED:
    'The certificate of the Sealed Secrets controller of {{cluster}} has expired on {{date}}',
  SEALING_CERTIFICATE_UNUSABLE:
    'The certificate of the Sealed Secrets controller of {{cluster}} cannot be used: {{reason}}',
  SEALING_CERTIFICATE_NOT_PEM: 'it is not a certificate in PEM',
  SEALING_CERTIFICATE_NOT_RSA: 'its key is not an RSA key',
  SEALING_CERTIFICATE_FETCH:
    'Have the portal’s administrators configure the controller’s current certificate: kubeseal --fetch-cert prints it.',
  STORE_KEY_TAKEN:
    '{{integration}} and {{other}} have the same key in the secret store: {{key}}',
  STORE_KEY_TELL_APART:
    'Rename one of the two, or have the portal’s administrators use {integrationId} in externalSecrets.key.',

  PULL_CREDENTIAL_DECIDE:
    'An admin of the workspace decides it in the tab Namespaces.',
  PULL_CREDENTIAL_UNREADABLE:
    'The pull credential of {{integration}} cannot be read any more: its encryption key, user name or image host is another one',
  PULL_CREDENTIAL_ENTER_AGAIN: 'Enter its password again.',
  PULL_CREDENTIAL_EXPIRED:
    'The pull credential of {{integration}} has expired on {{date}}',
  PULL_CREDENTIAL_REPLACE: 'Enter a new one.',
  PULL_CREDENTIAL_HOST_UNPROVEN:
    'Nothing proves that {{host}} hands out the images of {{integration}}, so no credential is sent there',
  PULL_CREDENTIAL_PROVE_HOST:
    'Have a platform admin confirm the image host, or correct it.',
  PULL_CREDENTIAL_CLASH:
    '{{integration}} has the same image host as {{other}}, {{host}}, with another credential: container tools could not tell them apart',
  PULL_CREDENTIAL_TELL_APART:
    'Use one credential for both, or limit each of the two by a repository filter such as team/**.',
  PULL_SECRET_WITHOUT_INTEGRATION:
    'The pull secret holds no credential for {{integration}}',
  PULL_SECRET_NOT_BOUND:
    'The namespace {{namespace}} of the cluster {{cluster}} is not bound to the workspace {{workspace}}',
  PULL_SECRET_BIND_IT:
    'Ask a platform admin to bind it in the tab Namespaces of the page Integrated Registry.',
} as const;
