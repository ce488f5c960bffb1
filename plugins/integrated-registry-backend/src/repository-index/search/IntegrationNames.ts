import { setImmediate } from 'node:timers/promises';
import { Entry } from './Entry';
import { normalize } from './searchText';
import { Segment, SEGMENT_SIZE } from './Segment';

/** What has changed from one revision of an integration to another. */
export interface Change {
  revision: number;
  /** As they are now. */
  changed: readonly Entry[];
  /** Names that have gone. */
  removed: readonly string[];
}

/** So many of about one size become one. */
const MERGED_AT_ONCE = 8;
/** How long others may wait. */
const TURN_MS = 3;

/** The repositories of one integration: few large segments, and small ones of what has changed last. */
export class IntegrationNames {
  /** All changes up to this one are in it. */
  revision: number;
  #segments: Segment[] = [];
  /** Not in a segment yet. */
  #fresh = new Map<string, Entry>();
  #merging = false;
  /** Changed while others were merged. */
  #touched = new Set<string>();

  constructor(revision: number) {
    this.revision = revision;
  }

  /** All segments, whatever is in them. */
  get segments(): readonly Segment[] {
    this.#settle();
    return this.#segments;
  }

  /** Fills what is empty. */
  async load(windows: AsyncIterable<readonly Entry[]>): Promise<void> {
    let entries: Entry[] = [];
    for await (const window of windows) {
      entries = entries.concat(window);
      if (entries.length >= SEGMENT_SIZE) {
        await this.#add(entries.slice(0, SEGMENT_SIZE));
        entries = entries.slice(SEGMENT_SIZE);
      }
    }
    await this.#add(entries);
  }

  apply({ revision, changed, removed }: Change): void {
    for (const name of removed) {
      this.#remove(name);
    }
    for (const entry of changed) {
      this.#remove(entry.name);
      this.#fresh.set(entry.name, entry);
    }
    if (this.#fresh.size >= SEGMENT_SIZE / MERGED_AT_ONCE) {
      this.#settle();
    }
    this.revision = revision;
  }

  /** Makes few segments of many; others have their turn meanwhile. */
  async merge(all = false): Promise<void> {
    const group = this.#merging ? [] : this.#mergeable(all);
    if (group.length === 0) {
      return;
    }
    this.#merging = true;
    try {
      const entries: Entry[] = [];
      for (const segment of group) {
        for (let at = 0; at < segment.size; at++) {
          if (!segment.isGone(at)) {
            entries.push(segment.entry(at));
          }
        }
        await setImmediate();
      }
      const merged: Segment[] = [];
      for (let at = 0; at < entries.length; at += SEGMENT_SIZE) {
        merged.push(
          await inTurns(Segment.build(entries.slice(at, at + SEGMENT_SIZE))),
        );
      }
      for (const name of this.#touched) {
        merged.forEach(segment => segment.remove(name));
      }
      this.#segments = this.#segments
        .filter(segment => !group.includes(segment))
        .concat(merged);
    } finally {
      this.#merging = false;
      this.#touched.clear();
    }
  }

  async #add(entries: readonly Entry[]): Promise<void> {
    if (entries.length > 0) {
      this.#segments.push(await inTurns(Segment.build(entries)));
    }
  }

  #remove(name: string): void {
    this.#fresh.delete(name);
    const key = Buffer.from(normalize(name));
    this.#segments.forEach(segment => segment.remove(name, key));
    if (this.#merging) {
      this.#touched.add(name);
    }
  }

  #settle(): void {
    if (this.#fresh.size > 0) {
      this.#segments.push(atOnce(Segment.build([...this.#fresh.values()])));
      this.#fresh = new Map();
    }
  }

  /** Of about one size, or all that are not large. */
  #mergeable(all: boolean): Segment[] {
    const bySize = new Map<number, Segment[]>();
    for (const segment of this.#segments) {
      const { present } = segment;
      if (present < SEGMENT_SIZE / 2) {
        const about = all
          ? 0
          : Math.floor(Math.log(present + 1) / Math.log(MERGED_AT_ONCE));
        bySize.set(about, [...(bySize.get(about) ?? []), segment]);
      }
    }
    const most = all ? 2 : MERGED_AT_ONCE;
    return [...bySize.values()].find(({ length }) => length >= most) ?? [];
  }
}

function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) {
      return value;
    }
  }
}

async function inTurns<T>(work: Generator<undefined, T>): Promise<T> {
  for (let began = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) {
      return value;
    }
    if (performance.now() - began > TURN_MS) {
      await setImmediate();
      began = performance.now();
    }
  }
}
