import { normalize } from './searchText';

/** A repository as it is searched. */
export interface Entry {
  id: number;
  name: string;
  project?: string;
  description?: string;
}

/** What a segment is made of. */
export interface Prepared extends Entry {
  /** The name as it is compared. */
  key: string;
  lastPart: string;
  /** All that is searched, a line each. */
  text: string;
}

export function prepare(entry: Entry): Prepared {
  const key = normalize(entry.name);
  const project = normalize(entry.project ?? '');
  const lines = [
    key,
    // In most registries it is what the name begins with.
    key.startsWith(project) ? '' : project,
    normalize(entry.description ?? ''),
  ];
  return {
    ...entry,
    key,
    lastPart: key.slice(key.lastIndexOf('/') + 1),
    text: `${lines.filter(Boolean).join('\n')}\n`,
  };
}
