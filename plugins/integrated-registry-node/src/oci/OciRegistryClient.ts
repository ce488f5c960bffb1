import {
  Artifact,
  Diagnosis,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  DiagnoseOptions,
  ListRepositoriesOptions,
  ListTagsOptions,
  RegistryClient,
  RegistryDescriptor,
  RegistryReferrerList,
  RegistryRepositoryPage,
  RegistryTagPage,
} from '../provider';
import { OciClient } from './OciClient';

/** A repository, as the registry that holds it knows it. @public */
export interface OciRepository {
  registry: OciClient;
  /** Where the portal knows it by a longer name, the part of it that the registry knows. */
  name: string;
}

/**
 * What clients have in common whose registry speaks the OCI distribution specification: images and
 * what refers to them are read by it. Extend it, and override what the registry's own API tells
 * better.
 *
 * @public
 */
export abstract class OciRegistryClient implements RegistryClient {
  abstract diagnose(options: DiagnoseOptions): Promise<Diagnosis>;

  abstract listRepositories(
    options: ListRepositoriesOptions,
  ): AsyncIterable<RegistryRepositoryPage>;

  abstract listTags(
    repository: string,
    options: ListTagsOptions,
  ): Promise<RegistryTagPage>;

  /**
   * Where a repository is read.
   *
   * @throws RegistryError `NOT_FOUND` for a name that this registry cannot have
   */
  protected abstract locate(
    repository: string,
    options: CallOptions,
  ): OciRepository | Promise<OciRepository>;

  async resolve(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<RegistryDescriptor> {
    const { registry, name } = await this.locate(repository, options);
    return registry.resolve(name, reference, options);
  }

  async getArtifact(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Artifact> {
    const { registry, name } = await this.locate(repository, options);
    return registry.getArtifact(name, reference, options);
  }

  async listReferrers(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<RegistryReferrerList> {
    const { registry, name } = await this.locate(repository, options);
    return registry.listReferrers(name, digest, options);
  }
}
