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
import { ImageService } from '../services/ImageService';
import { CallerOptions } from '../services/types';
import { WorkspaceGate } from './WorkspaceGate';

export class AuthorizedImageService implements ImageService {
  readonly #inner: ImageService;
  readonly #gate: WorkspaceGate;

  static create(
    inner: ImageService,
    gate: WorkspaceGate,
  ): AuthorizedImageService {
    return new AuthorizedImageService(inner, gate);
  }

  private constructor(inner: ImageService, gate: WorkspaceGate) {
    this.#inner = inner;
    this.#gate = gate;
  }

  async resolve(
    request: ResolveImageRequest,
    options: CallerOptions,
  ): Promise<ResolvedImage> {
    const usable = await this.#gate.usable(request.workspace, options);
    return this.#inner.resolve(request, { ...options, usable });
  }

  async parse(
    query: ParseImageQuery,
    options: CallerOptions,
  ): Promise<ParsedImage> {
    const usable = await this.#gate.usable(query.workspace, options);
    return this.#inner.parse(query, { ...options, usable });
  }

  async listUses(
    query: ImageUseListQuery,
    options: CallerOptions,
  ): Promise<ImageUseList> {
    const usable = await this.#gate.usable(query.workspace, options);
    return this.#inner.listUses(query, { ...options, usable });
  }

  async recordUse(
    request: RecordImageUseRequest,
    options: CallerOptions,
  ): Promise<ImageUse> {
    const usable = await this.#gate.usable(request.workspace, options);
    return this.#inner.recordUse(request, { ...options, usable });
  }
}
