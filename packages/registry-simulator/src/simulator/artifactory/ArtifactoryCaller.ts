/** Somebody, with what they may read. */
export interface ArtifactoryCaller {
  anonymous: boolean;
  admin: boolean;
  username: string;
  reads(key: string): boolean;
}
