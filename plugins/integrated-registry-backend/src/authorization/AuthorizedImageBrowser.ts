import {
  ArtifactAnswer,
  ArtifactQuery,
  RepositoryList,
  RepositorySearchQuery,
  TagList,
  TagListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { ImageBrowser } from '../services/ImageBrowser';
import { CallerOptions } from '../services/types';
import { WorkspaceGate } from './WorkspaceGate';

export class AuthorizedImageBrowser implements ImageBrowser {
  readonly #inner: ImageBrowser;
  readonly #gate: WorkspaceGate;

  static create(
    inner: ImageBrowser,
    gate: WorkspaceGate,
  ): AuthorizedImageBrowser {
    return new AuthorizedImageBrowser(inner, gate);
  }

  private constructor(inner: ImageBrowser, gate: WorkspaceGate) {
    this.#inner = inner;
    this.#gate = gate;
  }

  async searchRepositories(
    query: RepositorySearchQuery,
    options: CallerOptions,
  ): Promise<RepositoryList> {
    const usable = await this.#gate.usable(query.workspace, options);
    return this.#inner.searchRepositories(query, { ...options, usable });
  }

  async listTags(
    integrationId: string,
    query: TagListQuery,
    options: CallerOptions,
  ): Promise<TagList> {
    await this.#gate.admit(integrationId, options);
    return this.#inner.listTags(integrationId, query, options);
  }

  async getArtifact(
    integrationId: string,
    query: ArtifactQuery,
    options: CallerOptions,
  ): Promise<ArtifactAnswer> {
    await this.#gate.admit(integrationId, options);
    return this.#inner.getArtifact(integrationId, query, options);
  }
}
