import { HarborArtifact, parse } from './HarborContent';

const NEVER = '0001-01-01T00:00:00.000Z';
const ICON =
  'sha256:0048162a053eef4d4ce3fe7518615bef084403614f8bca43b40ae2e762e11e06';

/** Numbers for whatever Harbor numbers; the same thing keeps its number. */
export class Ids {
  readonly #known = new Map<string, number>();

  of(kind: string, name: string): number {
    const key = `${kind} ${name}`;
    const id = this.#known.get(key) ?? this.#known.size + 1;
    this.#known.set(key, id);
    return id;
  }
}

export function presentProject(
  ids: Ids,
  project: {
    name: string;
    public: boolean;
    repositories: number;
    proxyCache?: boolean;
  },
  roles: number[] | null,
): object {
  const id = ids.of('project', project.name);
  const created = '2026-11-23T20:42:01.746Z';
  return {
    creation_time: created,
    ...(roles && { current_user_role_id: roles[0] }),
    current_user_role_ids: roles,
    cve_allowlist: {
      creation_time: NEVER,
      id,
      items: [],
      project_id: id,
      update_time: NEVER,
    },
    metadata: { public: String(project.public) },
    name: project.name,
    owner_id: 1,
    owner_name: 'admin',
    project_id: id,
    ...(project.proxyCache && { registry_id: 1 }),
    repo_count: project.repositories,
    update_time: created,
  };
}

export function presentRepository(
  ids: Ids,
  repository: string,
  artifacts: readonly HarborArtifact[],
  description?: string,
): object {
  const [project] = repository.split('/');
  const updated = artifacts[0]?.pushedAt ?? NEVER;
  return {
    artifact_count: artifacts.length,
    creation_time: updated,
    ...(description !== undefined && { description }),
    id: ids.of('repository', repository),
    name: repository,
    project_id: ids.of('project', project),
    pull_count: 0,
    update_time: updated,
  };
}

export function presentTag(
  ids: Ids,
  repository: string,
  digest: string,
  tag: { name: string; pushedAt: string },
): object {
  return {
    artifact_id: ids.of('artifact', `${repository}@${digest}`),
    id: ids.of('tag', `${repository}:${tag.name}`),
    immutable: false,
    name: tag.name,
    pull_time: NEVER,
    push_time: tag.pushedAt,
    repository_id: ids.of('repository', repository),
  };
}

export function presentAccessories(
  ids: Ids,
  repository: string,
  { manifest, accessories }: HarborArtifact,
): object[] {
  return accessories.map(({ digest, type, size }) => ({
    artifact_id: ids.of('artifact', `${repository}@${digest}`),
    creation_time: '2026-11-23T20:45:43.883Z',
    digest,
    icon: type.startsWith('signature') ? ICON : '',
    id: ids.of('accessory', `${repository}@${digest}`),
    size,
    subject_artifact_digest: manifest.digest,
    subject_artifact_id: ids.of('artifact', `${repository}@${manifest.digest}`),
    subject_artifact_repo: repository,
    type,
  }));
}

export interface ArtifactFlags {
  tag: boolean;
  label: boolean;
  accessory: boolean;
  overview?: object;
}

export function presentArtifact(
  ids: Ids,
  repository: string,
  artifact: HarborArtifact,
  config: unknown,
  flags: ArtifactFlags,
): object {
  const { manifest, tags, pushedAt, accessories } = artifact;
  const content = parse(manifest.bytes);
  const id = ids.of('artifact', `${repository}@${manifest.digest}`);
  const [project, ...rest] = repository.split('/');
  const encoded = encodeURIComponent(encodeURIComponent(rest.join('/')));
  const at = `/api/v2.0/projects/${project}/repositories/${encoded}/artifacts/${manifest.digest}`;
  const type = typeOf(content.config?.mediaType, content.manifests);
  const { history, rootfs, ...attributes } = Object(config);
  return {
    accessories:
      flags.accessory && accessories.length > 0
        ? presentAccessories(ids, repository, artifact)
        : null,
    addition_links: Object.fromEntries(
      additionsOf(type, content.manifests !== undefined).map(name => [
        name,
        { absolute: false, href: `${at}/additions/${name}` },
      ]),
    ),
    ...(content.annotations && { annotations: content.annotations }),
    digest: manifest.digest,
    ...(!content.manifests && { extra_attrs: attributes }),
    icon: ICON,
    id,
    labels: null,
    manifest_media_type: manifest.mediaType,
    media_type: content.config?.mediaType ?? manifest.mediaType,
    project_id: ids.of('project', project),
    pull_time: NEVER,
    push_time: pushedAt,
    references:
      content.manifests?.map(child => ({
        child_digest: child.digest,
        child_id: ids.of('artifact', `${repository}@${child.digest}`),
        parent_id: id,
        platform: {
          OsFeatures: null,
          architecture: child.platform?.architecture ?? '',
          os: child.platform?.os ?? '',
          ...(child.platform?.variant && { variant: child.platform.variant }),
        },
        urls: null,
      })) ?? null,
    repository_id: ids.of('repository', repository),
    ...(flags.overview && { scan_overview: flags.overview }),
    size:
      manifest.bytes.length +
      (content.config?.size ?? 0) +
      (content.layers ?? []).reduce((sum, { size }) => sum + size, 0) +
      (content.manifests ?? []).reduce((sum, { size }) => sum + size, 0),
    tags:
      flags.tag && tags.length > 0
        ? tags.map(tag => presentTag(ids, repository, manifest.digest, tag))
        : null,
    type,
  };
}

function typeOf(configType: string | undefined, manifests: unknown): string {
  return configType === 'application/vnd.cncf.helm.config.v1+json' && !manifests
    ? 'CHART'
    : 'IMAGE';
}

function additionsOf(type: string, index: boolean): string[] {
  if (type === 'CHART') {
    return ['dependencies', 'readme.md', 'values.yaml'];
  }
  return index ? ['vulnerabilities'] : ['build_history', 'vulnerabilities'];
}
