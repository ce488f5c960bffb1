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
import { IntegrationGate } from './IntegrationGate';
import { showState } from './presentFor';
import { WorkspaceGate } from './WorkspaceGate';

export interface AuthorizedImageBrowserOptions {
  inner: ImageBrowser;
  workspaces: WorkspaceGate;
  integrations: IntegrationGate;
  audit: Audit;
}

export class AuthorizedImageBrowser implements ImageBrowser {
  readonly #options: AuthorizedImageBrowserOptions;

  static create(
    options: AuthorizedImageBrowserOptions,
  ): AuthorizedImageBrowser {
    return new AuthorizedImageBrowser(options);
  }

  private constructor(options: AuthorizedImageBrowserOptions) {
    this.#options = options;
  }

  async searchRepositories(
    query: RepositorySearchQuery,
    options: CallerOptions,
  ): Promise<RepositoryList> {
    const { inner, workspaces, audit } = this.#options;
    const usable = await audit.watch(options, () =>
      workspaces.usable(query.workspace, options),
    );
    const found = await inner.searchRepositories(query, {
      ...options,
      usable,
    });
    return {
      ...found,
      sources: found.sources.map(source =>
        source.shared ? { ...source, ...showState(source) } : source,
      ),
    };
  }

  async listTags(
    integrationId: string,
    query: TagListQuery,
    options: CallerOptions,
  ): Promise<TagList> {
    await this.#admit(integrationId, options);
    return this.#options.inner.listTags(integrationId, query, options);
  }

  async getArtifact(
    integrationId: string,
    query: ArtifactQuery,
    options: CallerOptions,
  ): Promise<ArtifactAnswer> {
    await this.#admit(integrationId, options);
    return this.#options.inner.getArtifact(integrationId, query, options);
  }

  async getVulnerabilities(
    integrationId: string,
    query: VulnerabilityQuery,
    options: CallerOptions,
  ): Promise<VulnerabilityAnswer> {
    await this.#admit(integrationId, options);
    return this.#options.inner.getVulnerabilities(
      integrationId,
      query,
      options,
    );
  }

  /** Whoever may choose an image may have it scanned: templates can demand it. */
  async startScan(
    integrationId: string,
    query: VulnerabilityQuery,
    options: CallerOptions,
  ): Promise<VulnerabilityAnswer> {
    const { inner, integrations, audit } = this.#options;
    return audit.run(
      {
        eventId: 'image-scan',
        severityLevel: 'low',
        meta: { integrationId, ...query },
      },
      options,
      async note => {
        const { stored } = await integrations.admit(
          'use',
          integrationId,
          options,
        );
        note({ workspace: stored.workspace });
        return inner.startScan(integrationId, query, options);
      },
    );
  }

  async #admit(integrationId: string, options: CallerOptions): Promise<void> {
    const { integrations, audit } = this.#options;
    await audit.watch(options, () =>
      integrations.admit('use', integrationId, options),
    );
  }
}
