export interface Config {
  /** Settings of the demo portal. */
  demo?: {
    /** Where the action `demo:output:write` puts its files; relative to packages/backend. */
    outputDirectory: string;
  };
}
