/** English texts of the field for namespaces. */
export const namespacePicker = {
  namespacePicker: {
    label: 'Namespace',
    loading: 'Loading the namespaces',
    workspaceMissing:
      'Choose the workspace above first: its namespaces are the ones to choose from.',
    none: 'No namespace is bound to this workspace. A platform admin binds one in the tab Namespaces of the page Integrated Registry.',
    notInList:
      '{{namespace}} on {{cluster}} is not a namespace of this workspace. Choose another one',
    state: {
      inPlace: 'Pull secret in place',
      writing: 'Pull secret not yet in place',
      manifest: 'Pull secret comes as a manifest',
      drifted: 'Pull secret drifted',
      refused: 'Pull secret refused by the cluster',
      unreachable: 'Cluster unreachable',
    },
    pull: '{{state}}. {{detail}}',
    problem: '{{message}}. {{remedy}}',
    noCredential: 'No credential for the image',
    decide:
      'An admin of the workspace decides on one in the tab Namespaces of the page Integrated Registry.',
    notNeeded: 'No pull secret needed for the image',
    elsewhere: 'The image is not from a registry of this workspace',
  },
} as const;
