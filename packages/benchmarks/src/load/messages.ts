export interface LoadRequest {
  url: string;
  people: { token: string; workspace: string }[];
  concurrency: number;
  seconds: number;
  warmUpSeconds: number;
  /** Between two requests of one person, half of it to one and a half times; 0: none. */
  pauseMs: number;
  /** What people look at, the most popular first; where there is nothing, they type only. */
  images: { id: string; repository: string; tag: string }[];
}

export interface LoadReport {
  /** Milliseconds by kind of request. */
  latencies: Record<string, number[]>;
  /** How many by kind and status. */
  errors: Record<string, number>;
  seconds: number;
}
