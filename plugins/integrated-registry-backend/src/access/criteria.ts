/** Conditions of a decision, after each has become what is asked of a database or of an object. */
export type Criteria<T> =
  | T
  | { anyOf: readonly Criteria<T>[] }
  | { allOf: readonly Criteria<T>[] }
  | { not: Criteria<T> };

/**
 * Turns the conditions of a decision into what is asked of a database or of an object. A group of
 * conditions that is empty lets nothing through, and under a `not` neither: a policy that has
 * computed no condition must not open everything by that.
 */
export async function mapCriteria<T extends object, R>(
  criteria: Criteria<T>,
  map: (condition: T) => Promise<R>,
  negated = false,
): Promise<Criteria<R>> {
  if ('not' in criteria) {
    return { not: await mapCriteria(criteria.not, map, !negated) };
  }
  const isAny = 'anyOf' in criteria;
  if (!isAny && !('allOf' in criteria)) {
    return map(criteria);
  }
  const group = isAny ? criteria.anyOf : criteria.allOf;
  if (group.length === 0) {
    return negated ? { allOf: [] } : { anyOf: [] };
  }
  const mapped = await Promise.all(
    group.map(each => mapCriteria(each, map, negated)),
  );
  return isAny ? { anyOf: mapped } : { allOf: mapped };
}

/** Does an object fulfil the criteria, each condition of which is a predicate? */
export function fulfils<T>(
  subject: T,
  criteria: Criteria<{ matches(subject: T): boolean }>,
): boolean {
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(inner => fulfils(subject, inner));
  }
  if ('allOf' in criteria) {
    return criteria.allOf.every(inner => fulfils(subject, inner));
  }
  if ('not' in criteria) {
    return !fulfils(subject, criteria.not);
  }
  return criteria.matches(subject);
}
