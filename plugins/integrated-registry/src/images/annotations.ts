/**
 * The image a component runs, as a reference that can be pulled.
 *
 * @public
 */
export const ANNOTATION_IMAGE = 'integrated-registry.io/image';
