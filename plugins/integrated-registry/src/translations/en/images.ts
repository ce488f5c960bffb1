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
    imageLoading: 'Looking the image up in its registry',
    imageHidden:
      'This image is from a registry you may not see, so there is no more to tell.',
    imageElsewhere:
      'This image is from outside the registries of {{workspace}}.',
    imageGone:
      'The registry does not have this image any more. What runs keeps running, but cannot be pulled anew.',
    imageOwnerless:
      'No group owns this component, so it is not known in whose registries to look.',
    imageUnavailable: 'The image cannot be looked up right now.',
    imageRegistry: 'Registry',
    imageRepository: 'Repository',
    imageTag: 'Tag',
    imageDigest: 'Digest',
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
