import { Tag } from 'backstage-plugin-integrated-registry-common';
import { RegistryGap } from 'backstage-plugin-integrated-registry-node';

/** All tags of a repository that could be read, as they are cached. */
export interface GatheredTags {
  /** Behind each name a space; each is there once. */
  names: string;
  size: number;
  /** What else is known of each, in the order of the names; absent where nothing is of any. */
  facts?: Omit<Tag, 'name'>[];
  complete: boolean;
  gaps: RegistryGap[];
}

type PackedTags = Pick<GatheredTags, 'names' | 'size' | 'facts'>;

/** A list of tags whose names are one text: each is made when it is asked for. */
export class TagTable {
  readonly text: string;
  readonly size: number;
  readonly #ends: Uint32Array;
  readonly #facts: GatheredTags['facts'];

  constructor({ names, size, facts }: PackedTags) {
    this.text = names;
    this.#facts = facts;
    this.size = size;
    this.#ends = new Uint32Array(size);
    let end = -1;
    for (let at = 0; at < size; at++) {
      end = names.indexOf(' ', end + 1);
      this.#ends[at] = end;
    }
  }

  /** Where a name begins in `text`. */
  begin(at: number): number {
    return at === 0 ? 0 : this.#ends[at - 1] + 1;
  }

  /** Behind its last letter. */
  end(at: number): number {
    return this.#ends[at];
  }

  name(at: number): string {
    return this.text.slice(this.begin(at), this.#ends[at]);
  }

  tag(at: number): Tag {
    return { name: this.name(at), ...this.#facts?.[at] };
  }

  pushedAt(at: number): string | undefined {
    return this.#facts?.[at].pushedAt;
  }

  /** All of them. */
  tags(): Tag[] {
    return Array.from({ length: this.size }, (_, at) => this.tag(at));
  }
}

/** Packs tags, each name once: the first of them counts. */
export function packTags(tags: Iterable<Tag>): PackedTags {
  const names: string[] = [];
  const facts: Omit<Tag, 'name'>[] = [];
  let isKnown = false;
  for (const { name, ...rest } of tags) {
    names.push(`${name} `);
    facts.push(rest);
    isKnown ||= Object.keys(rest).length > 0;
  }
  return {
    names: names.join(''),
    size: names.length,
    ...(isKnown && { facts }),
  };
}
