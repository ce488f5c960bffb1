import { Repository } from 'backstage-plugin-integrated-registry-common';
import { useMemo, useState } from 'react';

interface Known {
  integration?: string;
  names: readonly string[];
}

/** The projects of the repositories that were found so far, in the order of the alphabet. */
export function useProjects(
  items: readonly Repository[],
  integration: string | undefined,
): readonly string[] {
  const [known, setKnown] = useState<Known>({ names: [] });
  const before = known.integration === integration ? known.names : [];
  const found = useMemo(
    () =>
      new Set(
        items
          // Those of another registry may still be shown.
          .filter(item => !integration || item.integrationId === integration)
          .flatMap(({ project }) => project ?? []),
      ),
    [items, integration],
  );
  const isNew = [...found].some(name => !before.includes(name));
  if (isNew || known.integration !== integration) {
    const names = [...new Set([...before, ...found])].sort();
    setKnown({ integration, names });
    return names;
  }
  return known.names;
}
