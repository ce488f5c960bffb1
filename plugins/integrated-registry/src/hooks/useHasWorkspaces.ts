import { useWorkspaces } from './useWorkspaces';

/**
 * Does the signed-in user belong to any workspace? Undefined until that is known. For sidebars
 * that show the page's entry only to those who have a use for it.
 *
 * @public
 */
export function useHasWorkspaces(): boolean | undefined {
  const { value } = useWorkspaces();
  return value && value.items.length > 0;
}
