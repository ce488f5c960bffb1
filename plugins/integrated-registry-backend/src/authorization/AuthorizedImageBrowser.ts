import {
  ArtifactAnswer,
  ArtifactQuery,
  RepositoryList,
  RepositorySearchQuery,
  TagList,
  TagListQuery,
  VulnerabilityAnswer,
  VulnerabilityQuery,
} from 'backstage-plugin-integrated-registry-common';
import { ImageBrowser } from '../services/ImageBrowser';
import { CallerOptions } from '../services/types';
import { Audit } from './Audit';
import { WorkspaceGate } from './WorkspaceGate';

export class AuthorizedImageBrowser implements ImageBrowser {
  readonly #inner: ImageBrowser;
  readonly #gate: WorkspaceGate;
  readonly #audit: Audit;

  static create(
    inner: ImageBrowser,
    gate: WorkspaceGate,
    audit: Audit,
  ): AuthorizedImageBrowser {
    return new AuthorizedImageBrowser(inner, gate, audit);
  }

  private constructor(inner: ImageBrowser, gate: WorkspaceGate, audit: Audit) {
    this.#audit = audit;
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

  async getVulnerabilities(
    integrationId: string,
    query: VulnerabilityQuery,
    options: CallerOptions,
  ): Promise<VulnerabilityAnswer> {
    await this.#gate.admit(integrationId, options);
    return this.#inner.getVulnerabilities(integrationId, query, options);
  }

  /** Whoever may choose an image may have it scanned: templates can demand it. */
  async startScan(
    integrationId: string,
    query: VulnerabilityQuery,
    options: CallerOptions,
  ): Promise<VulnerabilityAnswer> {
    await this.#gate.admit(integrationId, options);
    return this.#audit.run(
      {
        eventId: 'image-scan',
        severityLevel: 'low',
        meta: { integrationId, ...query },
      },
      options,
      () => this.#inner.startScan(integrationId, query, options),
    );
  }
}
