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
import {
  Audit,
  hidingAddresses,
  IntegrationGate,
  showState,
  withoutNames,
  WorkspaceGate,
} from '../access';
import { CallerOptions } from '../model';
import { ImageBrowser, ReadOptions } from './ImageBrowser';

export interface AuthorizedImageBrowserOptions {
  inner: ImageBrowser;
  workspaces: WorkspaceGate;
  integrations: IntegrationGate;
  audit: Audit;
}

export class AuthorizedImageBrowser implements ImageBrowser {
  readonly #options: AuthorizedImageBrowserOptions;

  constructor(options: AuthorizedImageBrowserOptions) {
    this.#options = options;
  }

  async searchRepositories(
    query: RepositorySearchQuery,
    options: CallerOptions,
  ): Promise<RepositoryList> {
    const { inner, workspaces, audit } = this.#options;
    // Asked with every key.
    const { usable } = await audit.watch(options, () =>
      workspaces.usable(query.workspace, options, { recent: true }),
    );
    const found = await inner.searchRepositories(query, {
      ...options,
      usable,
    });
    const shared = new Set(
      found.sources
        .filter(source => source.shared)
        .map(({ integrationId }) => integrationId),
    );
    return {
      ...found,
      ...(found.gaps && {
        gaps: found.gaps.map(gap =>
          shared.has(gap.integrationId ?? '') ? withoutNames(gap) : gap,
        ),
      }),
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
    return this.#ask(integrationId, options, (inner, read) =>
      inner.listTags(integrationId, query, read),
    );
  }

  async getArtifact(
    integrationId: string,
    query: ArtifactQuery,
    options: CallerOptions,
  ): Promise<ArtifactAnswer> {
    return this.#ask(integrationId, options, (inner, read) =>
      inner.getArtifact(integrationId, query, read),
    );
  }

  async getVulnerabilities(
    integrationId: string,
    query: VulnerabilityQuery,
    options: CallerOptions,
  ): Promise<VulnerabilityAnswer> {
    return this.#ask(integrationId, options, (inner, read) =>
      inner.getVulnerabilities(integrationId, query, read),
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
        const { stored, inside } = await integrations.admit(
          'use',
          integrationId,
          options,
        );
        note({ workspace: stored.workspace });
        return hidingAddresses(inside, () =>
          inner.startScan(integrationId, query, {
            ...options,
            integration: stored,
          }),
        );
      },
    );
  }

  async #ask<T>(
    integrationId: string,
    options: CallerOptions,
    read: (inner: ImageBrowser, options: ReadOptions) => Promise<T>,
  ): Promise<T> {
    const { inner, integrations, audit } = this.#options;
    const { stored, inside } = await audit.watch(options, () =>
      integrations.admit('use', integrationId, options),
    );
    return hidingAddresses(inside, () =>
      read(inner, { ...options, integration: stored }),
    );
  }
}
