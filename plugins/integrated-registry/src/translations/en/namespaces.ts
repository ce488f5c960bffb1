/** English texts of the tab Namespaces. */
export const namespaces = {
  namespaces: {
    name: '{{namespace}} on {{cluster}}',
    title: 'Namespaces of {{workspace}}',
    titleAll: 'Namespaces of your workspaces',
    intro:
      'Pods in these namespaces can pull private images of the workspace: the portal provides a pull secret for each one.',
    showAll: 'Show all of my workspaces',
    bind: 'Bind namespace',
    loading: 'Loading the namespaces',
    loadFailed: 'The namespaces could not be loaded',
    updateFailed: 'The list may be out of date',
    incomplete: 'The list is incomplete. Try again in a moment.',
    columns: {
      namespace: 'Namespace',
      cluster: 'Cluster',
      workspace: 'Workspace',
      pullSecret: 'Pull secret',
      integrations: 'Integrations',
      actions: 'Actions',
    },
    byConfiguration: 'Portal configuration',
    integrations_one: '{{count}} integration',
    integrations_other: '{{count}} integrations',
    noIntegrations: 'None',
    details: 'Details',
    detailsOf: 'Details of {{namespace}}',
    menu: 'Actions for {{namespace}}',
    sync: 'Sync now',
    download: 'Download manifest',
    takeOver: 'Take over',
    remove: 'Remove',
    forget: 'Forget',
    noClusters: {
      title: 'No cluster is configured',
      what: 'The portal writes pull secrets to the clusters of its own configuration, each with a service account of its own, or makes manifests for them. Add one:',
      snippet: 'Example of a configuration',
      next: 'docs/deploy.md of the Integrated Registry describes the service account and its Role.',
    },
    empty: {
      title: 'No namespace is bound yet',
      platformAdmin:
        'Bind a namespace of a cluster to {{workspace}}. Its pods can then pull private images of the workspace.',
      others:
        'Ask a platform admin of this portal to bind a namespace to {{workspace}}. Its pods can then pull private images of the workspace.',
    },
    notice: {
      bound: '{{namespace}} is bound. Its pull secret is being written.',
      syncing: 'The pull secret of {{namespace}} is being compared.',
      syncFailed: 'The pull secret of {{namespace}} could not be compared',
      takenOver: 'The pull secret of {{namespace}} is being written.',
      removed:
        '{{namespace}} is being removed. Its pull secret goes as soon as the cluster answers.',
      forgotten: '{{namespace}} is forgotten.',
      boundForManifests:
        '{{namespace}} is bound. Download its manifest once a credential is decided on, and apply it.',
      removedForManifests:
        '{{namespace}} is removed. Delete its manifest where it was applied.',
      downloaded:
        'The manifest of {{namespace}} is downloaded. Apply it, or commit it to the repository of the cluster.',
      noManifest: 'No credential goes out at the moment',
      downloadFailed: 'The manifest of {{namespace}} could not be made',
    },
  },
  pullSecretState: {
    inPlace: 'In place',
    writing: 'Writing',
    empty: 'No credential',
    manifest: 'Manifest',
    drifted: 'Drifted',
    refused: 'Refused',
    unreachable: 'Unreachable',
    removing: 'Removing',
  },
  bindingDetails: {
    close: 'Close',
    checkedAt:
      'Cluster last asked: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    appliedAt:
      'Secret last written: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    handedOutAt:
      'Manifest last handed out: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    handedOut:
      'Handed out as a manifest. The portal does not see whether it was applied.',
    notHandedOut:
      'No manifest has been handed out yet. An admin of the workspace downloads it, or a template asks for it.',
    integrations: 'Integrations covered',
    use: 'How to use it',
    useSecret:
      'The Secret is called {{name}}. Name it in the specification of your pods:',
    linked: 'Pods of these ServiceAccounts use it without that: {{accounts}}.',
    useSnippet: 'Part of a Pod specification',
    label: 'Label of the namespace',
    labelWhy:
      'The cluster agrees to the binding by this label. Its administrators set it with:',
    labelCommand: 'Command that sets the label',
    role: 'Role of the portal',
    roleWhy:
      'The service account of the portal needs these rights in the namespace, and no others. Administrators of the cluster apply them with kubectl apply -f.',
    roleYaml: 'Role and RoleBinding',
  },
  copy: {
    copy: 'Copy: {{what}}',
    copied: 'Copied',
  },
  bindNamespace: {
    title: 'Bind namespace',
    confirm: 'Bind namespace',
    failed: 'The namespace was not bound',
    effect:
      'The portal writes a pull secret into the namespace. The namespace has to carry the label of the workspace; the details of the binding show it.',
    change: 'Change',
    changeWorkspace: 'Change workspace',
    clusterPlaceholder: 'Choose a cluster',
    clusterMissing: 'Choose a cluster',
    namespaceMissing: 'Enter the namespace',
    effectForManifests:
      'The portal writes nothing to this cluster: it makes a manifest of the kind that the cluster takes. Whoever may apply it to the namespace agrees to the binding.',
    serviceAccounts: 'ServiceAccounts to link',
    serviceAccountsHelp:
      'One per line, such as default. The pull secret is added to their imagePullSecrets, so that their pods need not name it. Entries of others stay. Leave empty to name the secret in each pod.',
  },
  takeOver: {
    title: 'Take over the pull secret of {{namespace}}?',
    effect:
      'The Secret {{secret}} on the cluster {{cluster}} is written again with the credentials of the workspace. The credentials that somebody else has written into it are overwritten. Pods that need those can no longer pull.',
    confirm: 'Take over pull secret',
    failed: 'The pull secret of {{namespace}} was not taken over',
  },
  removeBinding: {
    title: 'Remove {{namespace}} from {{workspace}}?',
    secret:
      'The Secret {{secret}} is deleted as soon as the cluster {{cluster}} answers. The binding is shown until then.',
    manifest:
      'The portal cannot delete the Secret {{secret}} on the cluster {{cluster}}. Delete its manifest wherever it was applied or committed.',
    linked: 'It is also removed from these ServiceAccounts: {{accounts}}.',
    pods: 'Pods that run keep running. New pulls of private images fail in this namespace.',
    confirm: 'Remove binding',
    failed: '{{namespace}} was not removed',
  },
  forgetBinding: {
    title: 'Forget {{namespace}}?',
    effect:
      'The portal stops trying to delete the Secret {{secret}} on the cluster {{cluster}}.',
    byHand:
      'If the namespace still exists, delete the Secret {{secret}} there by hand.',
    linked: 'Remove it from these ServiceAccounts as well: {{accounts}}.',
    confirm: 'Forget binding',
    failed: '{{namespace}} was not forgotten',
  },
} as const;
