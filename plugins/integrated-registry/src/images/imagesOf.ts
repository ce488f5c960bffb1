import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import { ANNOTATION_IMAGE } from './annotations';

/** The images an entity is annotated with: one, or several with commas or spaces between them. */
export function imagesOf(entity: Entity): string[] {
  const text = entity.metadata.annotations?.[ANNOTATION_IMAGE] ?? '';
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

/**
 * Does the entity say which image it runs?
 *
 * @public
 */
export function isContainerImageAvailable(entity: Entity): boolean {
  return imagesOf(entity).length > 0;
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
