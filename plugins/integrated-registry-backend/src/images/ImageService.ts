import {
  ImageUse,
  ImageUseList,
  ImageUseListQuery,
  ParsedImage,
  ParseImageQuery,
  RecordImageUseRequest,
  ResolvedImage,
  ResolveImageRequest,
} from 'backstage-plugin-integrated-registry-common';
import { CallerOptions, StoredIntegration } from '../model';

/** `usable` as in `ImageBrowser.searchRepositories`. */
type Options = CallerOptions & { usable?: readonly StoredIntegration[] };

/** Image references: what they mean, what they are pinned to, who uses them. */
export interface ImageService {
  /** @throws InputError, NotFoundError, RegistryError */
  resolve(
    request: ResolveImageRequest,
    options: Options,
  ): Promise<ResolvedImage>;
  /** @throws InputError */
  parse(query: ParseImageQuery, options: Options): Promise<ParsedImage>;
  listUses(query: ImageUseListQuery, options: Options): Promise<ImageUseList>;
  recordUse(
    request: RecordImageUseRequest,
    options: Options,
  ): Promise<ImageUse>;
}
