import {
  formatImageReference,
  ImageUse,
  ImageUseList,
  ImageUseListQuery,
  RecordImageUseRequest,
} from 'backstage-plugin-integrated-registry-common';
import { AdmittedToWorkspace } from '../../access';
import { CallerOptions, callerRef } from '../../model';
import { decodeCursor, encodeCursor } from '../../platform';
import { ImageMatcher } from '../resolve/ImageMatcher';
import { readReference } from '../resolve/readReference';
import { DatabaseImageUseStore } from './DatabaseImageUseStore';

/** Which templates and entities chose which images of a workspace. */
export class ImageUses {
  readonly #store: DatabaseImageUseStore;
  readonly #matcher: ImageMatcher;

  constructor(store: DatabaseImageUseStore, matcher: ImageMatcher) {
    this.#store = store;
    this.#matcher = matcher;
  }

  /** Latest first. */
  async list(query: ImageUseListQuery): Promise<ImageUseList> {
    const cursor = query.cursor && decodeCursor(query.cursor, 2);
    const found = await this.#store.list(
      query,
      cursor ? { usedAt: cursor[0], id: cursor[1] } : undefined,
    );
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      ...(found.length > items.length &&
        last && { nextCursor: encodeCursor([last.usedAt, last.id]) }),
      complete: true,
      asOf: new Date().toISOString(),
    };
  }

  /** @throws InputError */
  async record(
    admitted: AdmittedToWorkspace,
    request: RecordImageUseRequest,
    call: CallerOptions,
  ): Promise<ImageUse> {
    const reference = readReference(request.reference);
    const match = await this.#matcher.match(reference, admitted);
    return this.#store.record({
      workspace: admitted.workspace,
      ...(match && { integrationId: match.integration.id }),
      reference: formatImageReference(reference),
      repository: match?.repository ?? reference.path,
      ...(reference.tag !== undefined && { tag: reference.tag }),
      ...(reference.digest !== undefined && { digest: reference.digest }),
      usedBy: request.usedBy.toLocaleLowerCase('en-US'),
      chosenBy: callerRef(call),
    });
  }
}
