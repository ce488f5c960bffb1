/** English texts of the card of an image. */
export const images = {
  card: {
    linkedRegistries: 'Linked registries',
    none: 'No linked registries to show.',
    unavailable: 'The linked registries cannot be shown right now.',
    openPage: 'Open Integrated Registry',
    shared: 'Shared with this workspace',
    image_one: 'Container image',
    image_other: 'Container images',
    imageLoading: 'Looking up the image in its registry',
    imageHidden: 'This image is from a registry that you cannot see.',
    imageElsewhere: 'This image is not from a registry of {{workspace}}.',
    imageGone:
      'The registry no longer has this image. Running workloads are not affected, but the image cannot be pulled again.',
    imageOwnerless:
      'No group owns this component, so its registries are unknown.',
    imageUnavailable: 'The image cannot be looked up right now.',
    imageInvalid:
      'The owner of this component has to correct the annotation {{annotation}}.',
    imageCredential:
      'Everybody who sees this component can read the user name or password in its annotation {{annotation}}. The owner of the component has to change the password and write the reference without it.',
    imagesShown: '{{shown}} of {{total}} images',
    imagesMore: 'Show {{more}} more',
    imageRegistry: 'Registry',
    imageRepository: 'Repository',
    imageTag: 'Tag',
    imageDigest: 'Digest',
    imageKind: 'Type',
    imagePlatforms: 'Platforms',
    imageSize: 'Size',
    imagePushed: 'Pushed',
    imageBuilt: 'Built',
    copy: 'Copy image reference',
    copied: 'Copied',
    loading: 'Loading the linked registries',
  },
  platforms: {
    missing: '{{platform}} (missing)',
    more: '{{list}} and {{total}} more',
  },
} as const;
