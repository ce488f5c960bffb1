import { AuditorServiceEventSeverityLevel } from '@backstage/backend-plugin-api';
import {
  ImageUse,
  ImageUseList,
  ImageUseListQuery,
  message,
  ParsedImage,
  ParseImageQuery,
  RecordImageUseRequest,
  ResolvedImage,
  ResolveImageRequest,
} from 'backstage-plugin-integrated-registry-common';
import {
  AccessPolicy,
  Audit,
  hidingAddresses,
  IntegrationGate,
  refuse,
  WorkspaceDirectory,
  WorkspaceGate,
} from '../access';
import { CallerOptions, notAllowedError } from '../model';
import { ImageService } from './ImageService';

export interface AuthorizedImageServiceOptions {
  inner: ImageService;
  policy: AccessPolicy;
  directory: WorkspaceDirectory;
  workspaces: WorkspaceGate;
  integrations: IntegrationGate;
  audit: Audit;
}

export class AuthorizedImageService implements ImageService {
  readonly #options: AuthorizedImageServiceOptions;

  constructor(options: AuthorizedImageServiceOptions) {
    this.#options = options;
  }

  async resolve(
    request: ResolveImageRequest,
    options: CallerOptions,
  ): Promise<ResolvedImage> {
    const { inner, integrations, audit } = this.#options;
    const { usable, inside } = await this.#usable(request, options);
    const { selection } = request;
    if (selection) {
      await audit.watch(options, () =>
        integrations.admit('use', selection.integrationId, options),
      );
    }
    return hidingAddresses(inside, () =>
      inner.resolve(request, { ...options, usable }),
    );
  }

  async parse(
    query: ParseImageQuery,
    options: CallerOptions,
  ): Promise<ParsedImage> {
    const { usable } = await this.#usable(query, options);
    return this.#options.inner.parse(query, { ...options, usable });
  }

  async listUses(
    query: ImageUseListQuery,
    options: CallerOptions,
  ): Promise<ImageUseList> {
    const { usable } = await this.#usable(query, options);
    return this.#options.inner.listUses(query, { ...options, usable });
  }

  async recordUse(
    request: RecordImageUseRequest,
    options: CallerOptions,
  ): Promise<ImageUse> {
    const { policy, audit } = this.#options;
    // Nobody writes something down by looking around.
    const { usable } = await this.#usable(request, options, 'medium');
    await audit.watch(
      options,
      () => policy.admitToRecordUse(request.workspace, options),
      'medium',
    );
    await audit.watch(
      options,
      () => this.#admitToName(request, options),
      'medium',
    );
    return this.#options.inner.recordUse(request, { ...options, usable });
  }

  /**
   * What the catalog has is named by those who own it. What it does not have yet is being made by a
   * template.
   *
   * @throws NotAllowedError
   */
  async #admitToName(
    { workspace, usedBy }: RecordImageUseRequest,
    { credentials }: CallerOptions,
  ): Promise<void> {
    const { policy, directory } = this.#options;
    const caller = await policy.enter(credentials);
    const owners = await directory.ownersOf(usedBy);
    const allowed =
      owners === undefined ||
      caller.kind === 'service' ||
      caller.platformAdmin ||
      [workspace, ...caller.ownershipRefs].some(ref => owners.includes(ref));
    if (!allowed) {
      throw refuse(
        notAllowedError(
          message('IMAGE_USES_OF_OTHERS', { entity: usedBy, workspace }),
        ),
        { action: 'record-image-use', reason: 'role', workspace },
      );
    }
  }

  #usable(
    { workspace }: { workspace: string },
    options: CallerOptions,
    severityLevel?: AuditorServiceEventSeverityLevel,
  ) {
    const { workspaces, audit } = this.#options;
    return audit.watch(
      options,
      () => workspaces.usable(workspace, options),
      severityLevel,
    );
  }
}
