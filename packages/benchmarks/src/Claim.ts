import { Profile } from './measure/profile';

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
}

export interface Bench {
  sizes: Sizes;
  /** The folder of this repository. */
  repository: string;
  /** Of this run; gone afterwards. */
  directory: string;
  /** Kept for the next run: what takes long to fill. */
  cacheDirectory: string;
  say(text: string): void;
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
