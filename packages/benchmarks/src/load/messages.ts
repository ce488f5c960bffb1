import { Query } from '../queries/Query';

export interface LoadRequest {
  url: string;
  people: { token: string; workspace: string }[];
  concurrency: number;
  seconds: number;
  warmUpSeconds: number;
  /** Between two requests of one person, half of it to one and a half times; 0: none. */
  pauseMs: number;
  /** What people look at, the most popular first; where there is nothing, they search only. */
  images: { id: string; repository: string; tag: string }[];
  /** What they search for, one after the other, whoever is free. */
  queries: readonly Query[];
}

export interface LoadReport {
  /** Milliseconds by kind of request or query. */
  latencies: Record<string, number[]>;
  /** How many by kind and status. */
  errors: Record<string, number>;
  /** Of the queries that want something: how many, and how many of them found it. */
  found: Record<string, { asked: number; found: number }>;
  seconds: number;
  /** Of a processor, that the load itself took. */
  processorSeconds: number;
}
