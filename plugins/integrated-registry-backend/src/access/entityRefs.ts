/** Entity refs as they are compared: people write them in whatever case. */
export function lowerRefs(refs: readonly string[]): string[] {
  return refs.map(ref => ref.toLocaleLowerCase('en-US'));
}
