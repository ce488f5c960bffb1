import { NamespacePickerOptions } from 'backstage-plugin-integrated-registry-common';
import { Container } from '../options';

const IMAGE_FIELD = 'image';

/**
 * The value of the field that holds the image.
 *
 * @param containers - the objects of the form around the field, the nearest one first
 */
export function imageIn(
  { imageField = IMAGE_FIELD }: NamespacePickerOptions,
  containers: readonly Container[],
): unknown {
  return containers.find(container => Object.hasOwn(container, imageField))?.[
    imageField
  ];
}
