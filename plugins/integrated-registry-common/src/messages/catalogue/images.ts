/** What hinders images from being listed, read or chosen, and what the rules of a template say of one. */
export const imageMessages = {
  REPOSITORY_NOT_OFFERED:
    'The repository {{repository}} is not one of those this integration offers',
  SCANS_UNSUPPORTED:
    'This type of registry scans nothing on demand. Choose an image from one that does, such as Harbor',
  IMAGE_HOST_CLAIMED:
    'The image host {{imageHost}} of {{name}} is not proven, so only its own workspace can choose its images. Ask the portal’s platform admins to confirm it',
  IMAGE_HOST_OF_OTHERS:
    'The image host {{imageHost}} of {{name}} is a public one or another workspace’s, so nobody can choose its images before a platform admin of the portal has confirmed it. Ask one of them',
  IMAGE_OF_SEVERAL_INTEGRATIONS:
    'Several integrations of this workspace have {{image}}, and may show different things of it: {{names}}. Ask the owner of the template to name one of them in registries, or to hand the choice over whole (output: object)',
  TAG_NAMES_ANOTHER:
    'The tag {{tag}} names {{now}}, and not {{digest}}. Choose the image again, or leave the digest out',
  TAG_NAMES_NOTHING:
    'There is no tag {{tag}}, so it does not name {{digest}}. Choose the image again',
  TAG_MOVED:
    'The tag {{tag}} names {{now}} by now. The digest that was chosen holds: {{digest}}',
  TAG_GONE:
    'There is no tag {{tag}} any more. The digest that was chosen holds: {{digest}}',
  NEWEST_WITH_TAG:
    'The template finds the tag of {{image}} by a rule when the task runs. Leave tag and digest out',
  NEWEST_OUTSIDE:
    'The newest tag of {{image}} cannot be found: the image is in none of the workspace’s registries. Choose one that is',
  NEWEST_LIST_PARTIAL:
    'The newest tag of {{repository}} is not known, because not all of its tags could be read. {{reason}} {{remedy}}',
  NEWEST_NONE:
    'No tag of {{repository}} fits the rule {{rule}}. The nearest are: {{nearest}}. Choose another repository, or ask the owner of the template to change the rule',
  NEWEST_NO_TAGS:
    '{{repository}} has no tags, so none fits the rule {{rule}}. Choose another repository',
  NEWEST_UNKNOWN:
    'It cannot be told which tag of {{repository}} is the newest that fits the rule {{rule}}: {{first}} or {{other}}. Ask the owner of the template to narrow the rule',
  READING_REPOSITORY: 'Reading {{repository}} from the registry',
  NOT_ASKED_AGAIN:
    '{{name}} has not answered, so it was not asked again. It may be overloaded or unreachable.',
  NOT_ASKED_AGAIN_SINCE:
    '{{name}} has not answered since {{since}}, so it was not asked again. It may be overloaded or unreachable.',
  WAIT_FOR_HEALTH_CHECK:
    'Wait: the portal checks it every few seconds, and asks it again once it answers. If it stays, ask the registry’s administrator.',
  NOT_ASKED_TO_PROTECT_ACCOUNT:
    '{{reason}} {{name}} was not asked again, so that the account is not locked.',
  MORE_TAGS_THAN_READ:
    '{{repository}} has more tags than are read at once: {{tags}}, or as many as {{pages}} pages have.',
  TYPE_TAG_OR_DELETE_TAGS:
    'Type the tag if you know it, or delete old tags in the registry.',

  VERDICT_IN_NO_REGISTRY:
    'The image is in none of the workspace’s registries. Choose one that is',
  VERDICT_REGISTRY_ALLOWED: 'The registry {{registry}} is allowed',
  VERDICT_REGISTRY_NOT_ALLOWED:
    'The registry {{registry}} is not allowed here. Allowed: {{allowed}}',
  VERDICT_REGISTRY_NAME_UNCONFIRMED:
    'The registry {{registry}} is not allowed here: a workspace has chosen its name, and a name counts only for registries that the platform shares or configures. Ask the owner of the template to allow it by its id, {{id}}, or a platform admin to share it',
  VERDICT_TYPE_ALLOWED: 'The type of the registry is allowed',
  VERDICT_TYPE_NOT_ALLOWED:
    'The image must come from a registry of the type {{allowed}}',
  VERDICT_REPOSITORY_ALLOWED: 'The repository {{repository}} is allowed',
  VERDICT_REPOSITORY_NOT_ALLOWED:
    'The repository {{repository}} is not allowed here. Allowed: {{allowed}}',
  VERDICT_TAG_FITS: 'The tag {{tag}} has the form that is asked for',
  VERDICT_TAG_FORM: 'The tag {{tag}} must have the form {{pattern}}',
  VERDICT_NO_TAG_FORM:
    'The image must have a tag of the form {{pattern}}, and no such tag is known to name its digest. Type tag and digest',
  VERDICT_VARIANT_FITS: 'The tag {{tag}} is of the variant {{variant}}',
  VERDICT_VARIANT:
    'The tag {{tag}} must be a version of the variant {{variant}}, such as 1.2.3-{{example}}',
  VERDICT_NO_VARIANT:
    'The image must have a tag of the variant {{variant}}, and no such tag is known to name its digest. Type tag and digest',
  VERDICT_VERSION_FITS: 'The version {{tag}} is within {{range}}',
  VERDICT_VERSION: 'The tag {{tag}} must be a version within {{range}}',
  VERDICT_NO_VERSION:
    'The image must have a tag that is a version within {{range}}, and no such tag is known to name its digest. Type tag and digest',
  VERDICT_ARTIFACT_IMAGE: 'It is a container image',
  VERDICT_ARTIFACT_ALLOWED: 'Artifacts of the type {{type}} are allowed',
  VERDICT_ARTIFACT:
    'No container runtime can run it: {{kind}}. Choose an image',
  VERDICT_ARTIFACT_NOT_ALLOWED:
    'No container runtime can run it: {{kind}}. Choose an image, or an artifact of the type {{allowed}}',
  VERDICT_ARTIFACT_UNREAD:
    'The registry did not tell whether there is an image in this index. Try again',
  KIND_HELM_CHART: 'Helm chart',
  KIND_WASM_MODULE: 'WASM module',
  KIND_SBOM: 'SBOM',
  KIND_ATTESTATION: 'attestation',
  KIND_SIGNATURE: 'signature',
  KIND_INDEX_WITHOUT_IMAGE: 'index without an image',
  KIND_OTHER: 'artifact of the type {{type}}',
  KIND_UNKNOWN: 'artifact of an unknown type',
  VERDICT_PLATFORMS_GONE:
    'The image cannot be pulled: the registry no longer has the manifest of any of its platforms. Choose another version, or have it pushed again',
  VERDICT_PLATFORM_UNKNOWN:
    'The image must run on {{platform}}, which cannot be checked outside the workspace’s registries',
  VERDICT_PLATFORM_FITS: 'The image runs on {{platform}}',
  VERDICT_PLATFORM_UNCHECKED:
    'The image names {{platform}}, and the registry did not answer whether it has the manifest for it. Try again',
  VERDICT_PLATFORM_UNREAD:
    'The image may run on {{platform}}: the registry did not tell all of its platforms. Try again. {{platforms}}',
  VERDICT_PLATFORM_UNNAMED:
    'The image may run on {{platform}}: {{more}} entries of its index name no platform, and were not read. Choose an image that names its platforms. {{platforms}}',
  VERDICT_PLATFORM_GONE:
    'The image names {{platform}}, and the registry no longer has the manifest for it. {{platforms}}',
  VERDICT_PLATFORM: 'The image does not run on {{platform}}. {{platforms}}',
  PLATFORMS_NONE: 'The image does not declare a platform',
  PLATFORMS: 'It runs on {{platforms}}',
  PLATFORMS_AND_MORE: 'It runs on {{platforms}} and {{more}} more',
  VERDICT_SEVERITY_FITS:
    'The worst known vulnerability of the image is: {{severity}}',
  VERDICT_SEVERITY: '{{demand}}, and {{finding}}',
  VERDICT_SEVERITY_UNREADABLE:
    '{{demand}}, and its vulnerabilities could not be read. {{reason}} {{remedy}}',
  DEMAND_NO_VULNERABILITY: 'The image must have no known vulnerability',
  DEMAND_NONE_ABOVE: 'The image must have no vulnerability above {{severity}}',
  FINDING_NO_SEVERITY:
    'the summary of its scan does not tell the severity. Have it scanned again',
  FINDING_SEVERITY: 'it has one that is {{severity}}. Choose another version',
  FINDING_SCAN_UNDER_WAY:
    'its scan is still under way. Try again when it has ended',
  FINDING_NOT_SCANNED:
    'nobody has scanned it. Have it scanned, then choose it again',
  FINDING_SCAN_FAILED:
    'its scan has failed. Have it scanned again, or choose another version',
  FINDING_UNSUPPORTED:
    'its registry does not tell. Choose one from a registry that scans its images',
  SEVERITY_NONE: 'none',
  SEVERITY_UNKNOWN: 'unknown',
  SEVERITY_NEGLIGIBLE: 'negligible',
  SEVERITY_LOW: 'low',
  SEVERITY_MEDIUM: 'medium',
  SEVERITY_HIGH: 'high',
  SEVERITY_CRITICAL: 'critical',
  VERDICT_SIGNED: 'The image has a signature; whose it is was not checked',
  VERDICT_SIGNATURE_UNREADABLE:
    'The image must be signed, and its signatures could not be read. {{reason}} {{remedy}}',
  VERDICT_UNSIGNED:
    'The image must be signed, and it has no signature. Choose another version',
  VERDICT_SIGNATURES_UNSUPPORTED:
    'The image must be signed, and its registry does not tell. Choose one from a registry that tells',
} as const;
