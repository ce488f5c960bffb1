import { Profile } from './measure/profile';

export type Database = 'SQLite' | 'PostgreSQL';

/** One line of the table. */
export interface Row {
  what: string;
  mustReach: string;
  measured: string;
  /** To what it is compared with, in the same run. */
  ratio?: string;
  /** Undefined: reported only. */
  reached?: boolean;
}

/** Figures beside the claims, which they explain. */
export interface Table {
  title: string;
  /** A sentence or two before it. */
  note: string;
  head: string[];
  lines: string[][];
}

/** A portal that is searched. */
export interface Scale {
  repositories: number;
  integrations: number;
  /** So many of these may be used by those who search; default: all. */
  usable?: number;
  /** Is its crawl a claim, too? */
  crawl?: boolean;
}

/** Smaller for a try; what is said in public is said of the full ones. */
export interface Sizes {
  repositories: number;
  integrations: number;
  registryRepositories: number;
  tags: number;
  seconds: number;
  users: number;
  rounds: number;
  /** How often the picker is opened. */
  openings: number;
  /** Of the catalog, in a portal of many teams. */
  groups: number;
  /** To which one person belongs, of these. */
  memberOf: number;
  /** That are searched for each kind of query. */
  scales: readonly Scale[];
  /** How long each kind is typed by many, and asked for one at a time, so many times for each seed. */
  kind: { typedSeconds: number; aloneSeconds: number; times: number };
}

/** Of the claim about search: its kinds of queries, its crawls, or as many answers as it can give. */
export const PARTS = ['kinds', 'crawl', 'rush'] as const;
export type Part = (typeof PARTS)[number];

/** What is measured of a claim that has several parts; default: all. */
export interface Selection {
  database?: string;
  repositories?: number;
  integrations?: number;
  /** A part of the name of a kind of query; then nothing but kinds is measured. */
  kind?: string;
  part?: Part;
}

export interface Bench {
  sizes: Sizes;
  /** The folder of this repository. */
  repository: string;
  /** Of this run; gone afterwards. */
  directory: string;
  /** Kept for the next run: what takes long to fill. */
  cacheDirectory: string;
  only: Selection;
  /** Of names and queries, drawn for this run. */
  seeds: readonly number[];
  say(text: string): void;
  keepTable(table: Table): void;
  /** For the page, where the claim is missed. */
  keepProfile(profile: Profile): void;
  /** Calls it when the claim is measured, the last one first. */
  onEnd(action: () => Promise<void>): void;
}

/** Something that is said in public, and how to find out. */
export interface Claim {
  title: string;
  /** Programs it cannot do without. */
  programs: readonly string[];
  /** What is known of why it misses what it must reach, and what was tried. */
  whenMissed?: string;
  measure(bench: Bench): Promise<Row[]>;
}
