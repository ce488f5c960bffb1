/** A repository as a registry names it in an event. */
export type ReportedRepository =
  | { name: string }
  /** An image in a repository key of Artifactory. */
  | { key: string; image: string };
