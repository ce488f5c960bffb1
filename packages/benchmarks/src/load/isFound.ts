import { Wanted } from '../queries/Query';

interface Found {
  integrationId: string;
  name: string;
}

interface Answer {
  items: readonly Found[];
  /** Near what was typed, where little is found. */
  close?: readonly Found[];
}

const reads: Record<Wanted['by'], (name: string, text: string) => boolean> = {
  name: (name, text) => name === text,
  lastPart: (name, text) => name === text || name.endsWith(`/${text}`),
  part: (name, text) => name.includes(text),
};

/** Is a repository that is wanted in an answer of the search? */
export function isFound(
  { by, text, integrationId }: Wanted,
  { items, close = [] }: Answer,
): boolean {
  return [...items, ...close].some(
    found =>
      reads[by](found.name, text) &&
      (integrationId === undefined || found.integrationId === integrationId),
  );
}
