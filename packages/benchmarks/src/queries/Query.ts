/** What has to be among what is found, for the search to have found the right repository. */
export interface Wanted {
  /** The whole name, what is behind its last slash, or a part of it. */
  by: 'name' | 'lastPart' | 'part';
  text: string;
  /** Default: any that has such a repository. */
  integrationId?: string;
}

/** What somebody asks for. */
export interface Query {
  kind: string;
  /** More than one: typed, a letter at a time. */
  texts: readonly string[];
  /** Only of this project. */
  project?: string;
  /** Pages that are read behind the first one; only these are measured. */
  furtherPages?: number;
  wanted?: Wanted;
}
