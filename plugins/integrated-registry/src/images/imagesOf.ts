import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import {
  hasUserInfo,
  ImageReferenceError,
  parseImageReference,
  withoutCredential,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { ANNOTATION_IMAGE } from './annotations';

/** An image an entity is annotated with. */
export interface AnnotatedImage {
  /** The reference; what is none is without what may be a credential in it. */
  text: string;
  /** Why it is no reference; then nobody is asked about it. */
  problem?: ReturnType<typeof worded>;
  /** Does it carry a user name or password, for everybody to read? */
  hasCredential?: boolean;
}

/** The images an entity is annotated with: one, or several with commas or spaces between them. */
export function imagesOf(entity: Entity): AnnotatedImage[] {
  const words = annotationOf(entity).split(/\s+/).filter(Boolean);
  // A password may have a comma or a space in it, and its parts are not shown either.
  const isCareful = words.some(hasUserInfo);
  const images = words.flatMap(word => {
    const hasCredential = hasUserInfo(word);
    return withoutCredential(word)
      .split(',')
      .filter(Boolean)
      .map((text, at) =>
        readImage(text, {
          hasCredential: hasCredential && at === 0,
          isCareful,
        }),
      );
  });
  return [...new Map(images.map(image => [image.text, image])).values()];
}

function readImage(
  text: string,
  options: { hasCredential: boolean; isCareful: boolean },
): AnnotatedImage {
  const { hasCredential, isCareful } = options;
  try {
    parseImageReference(text);
    return { text };
  } catch (error) {
    if (!(error instanceof ImageReferenceError)) {
      throw error;
    }
    return {
      text: isCareful && !hasCredential ? '…' : text,
      problem: worded({ message: error.reason }),
      ...(hasCredential && { hasCredential }),
    };
  }
}

function annotationOf(entity: Entity): string {
  return entity.metadata.annotations?.[ANNOTATION_IMAGE] ?? '';
}

/**
 * Does the entity say which image it runs?
 *
 * @public
 */
export function isContainerImageAvailable(entity: Entity): boolean {
  return /[^\s,]/.test(annotationOf(entity));
}

/** The workspace whose registries its images come from: the group that owns it. */
export function workspaceOf(entity: Entity): string | undefined {
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY, {
    kind: 'group',
  });
  if (owner) {
    return stringifyEntityRef(owner).toLocaleLowerCase('en-US');
  }
  const named = entity.spec?.owner;
  if (typeof named !== 'string' || named === '') {
    return undefined;
  }
  const ref = parseEntityRef(named, {
    defaultKind: 'group',
    defaultNamespace: entity.metadata.namespace,
  });
  return ref.kind.toLocaleLowerCase('en-US') === 'group'
    ? stringifyEntityRef(ref).toLocaleLowerCase('en-US')
    : undefined;
}
