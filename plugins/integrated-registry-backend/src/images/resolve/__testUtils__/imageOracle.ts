import { ResolvedImage } from 'backstage-plugin-integrated-registry-common';
import { spawnSync } from 'node:child_process';
import { requireProgram } from 'registry-simulator';
import {
  HOSTS,
  NAMES,
  ResolveCase,
  SEVERITIES,
  typeOfIntegration,
} from './randomCases';

/** A question to Masterminds/semver or containerd's platforms, as the program takes it. */
type Question =
  | { range: string; version: string; prerelease: boolean }
  | { platform: string; image: string };
type Ask = (question: Question) => boolean;

/** Asks the program all questions of a run at once: first they are collected, then answered. */
export class ImageOracle {
  readonly #answers = new Map<string, boolean>();
  readonly #open = new Set<string>();

  /** The rule that an image which has passed does not satisfy; undefined where it satisfies all. */
  brokenRule(asked: ResolveCase, passed: ResolvedImage): string | undefined {
    return brokenRule(asked, passed, question => {
      const text = JSON.stringify(question);
      if (!this.#answers.has(text)) {
        this.#open.add(text);
      }
      return this.#answers.get(text) ?? false;
    });
  }

  /** @returns whether there was anything to ask */
  answer(): boolean {
    const questions = [...this.#open];
    this.#open.clear();
    if (questions.length > 0) {
      const { stdout, stderr } = spawnSync(
        requireProgram('image-rules-oracle'),
        { input: questions.join('\n'), maxBuffer: 64 * 1_024 * 1_024 },
      );
      const answers = stdout.toString().trim().split('\n');
      if (answers.length !== questions.length) {
        throw new Error(`The oracle has failed: ${stderr}`);
      }
      questions.forEach((text, at) =>
        this.#answers.set(text, answers[at] === 'true'),
      );
    }
    return questions.length > 0;
  }
}

/** Reads what came out as a container runtime would, and holds it against each rule. */
function brokenRule(
  { repositories, written, policy }: ResolveCase,
  passed: ResolvedImage,
  ask: Ask,
): string | undefined {
  const { name, tag, digest } = read(passed.reference);
  const id = passed.integrationId;
  const isOurs = id !== undefined;
  const repository = isOurs
    ? name.slice(HOSTS[id].length + 1)
    : name.replace(/^[^/]+\//, '');
  // Hosts are the same in any case.
  const named = isOurs ? name.slice(0, HOSTS[id].length).toLowerCase() : name;
  if (isOurs && named !== HOSTS[id]) {
    return 'the image host is the integration’s';
  }
  if (isOurs && written.integrationId && written.integrationId !== id) {
    return 'the integration is the chosen one';
  }
  const held = repositories
    .filter(
      known => known.integrationId === id && known.repository === repository,
    )
    .at(-1);
  const pulled = digest ?? held?.tags[tag ?? ''];
  const image = held?.images.find(known => known.digest === pulled);
  if (isOurs && !image) {
    return 'the image is there';
  }
  const tags = tag === undefined ? Object.keys(held?.tags ?? {}) : [tag];
  const isOf = (known: string) =>
    isOurs ? held?.tags[known] === pulled : digest === undefined;
  const { tagPattern, semverRange, variant, platform, maxSeverity } = policy;
  const rules: Record<string, () => boolean> = {
    pin: () =>
      (policy.pin !== 'digest' || tag === undefined || digest === undefined) &&
      (policy.pin !== 'tag' || tag === undefined || digest === undefined),
    allowCustom: () => isOurs || policy.allowCustom === true,
    registries: () =>
      !policy.registries ||
      (isOurs &&
        [id, NAMES[id]].some(known => policy.registries?.includes(known))),
    types: () =>
      !policy.types || (isOurs && policy.types.includes(typeOfIntegration(id))),
    repositories: () =>
      !policy.repositories ||
      policy.repositories.some(glob => globOf(glob, '/').test(repository)),
    tags: () =>
      [tagPattern, semverRange, variant].every(rule => rule === undefined) ||
      tags.some(
        known =>
          isOf(known) &&
          (tagPattern === undefined ||
            new RegExp(`^(?:${tagPattern})$`).test(known)) &&
          isVersion(known, policy, ask),
      ),
    artifactTypes: () =>
      !image ||
      image.kind === 'image' ||
      image.platforms.length > 0 ||
      listed(policy.artifactTypes).includes(image.type?.toLowerCase() ?? '-'),
    'some platform': () =>
      !image?.platforms.length ||
      image.platforms.some(({ state }) => state !== 'missing'),
    platform: () =>
      platform === undefined ||
      Boolean(
        image?.platforms.some(
          known =>
            known.state === 'there' && ask({ platform, image: known.name }),
        ),
      ),
    maxSeverity: () =>
      maxSeverity === undefined ||
      (image?.severity !== undefined &&
        !image.refused.includes('severity') &&
        SEVERITIES.indexOf(image.severity) <= SEVERITIES.indexOf(maxSeverity)),
    requireSignature: () =>
      !policy.requireSignature ||
      (image?.signed === true && !image.refused.includes('signature')),
  };
  // Each is looked at, so that all questions are collected at once.
  return Object.keys(rules).filter(rule => !rules[rule]())[0];
}

/** The name, tag and digest of a reference: the last colon behind the last slash begins the tag. */
function read(reference: string) {
  const [before, digest] = reference.split('@') as [string, string?];
  const colon = before.indexOf(':', before.lastIndexOf('/'));
  return colon < 0
    ? { name: before, tag: undefined, digest }
    : { name: before.slice(0, colon), tag: before.slice(colon + 1), digest };
}

function isVersion(
  tag: string,
  { semverRange: range, variant, prerelease = false }: ResolveCase['policy'],
  ask: Ask,
): boolean {
  const parts = tag.split('-');
  const versions =
    variant === undefined
      ? [tag]
      : parts
          .slice(1)
          .map((_, at) => [
            parts.slice(0, at + 1).join('-'),
            parts.slice(at + 1).join('-'),
          ])
          .filter(([, behind]) => globOf(variant, '/').test(behind))
          .map(([before]) => before);
  // All of them are asked for, also while the answers are not known yet.
  return (
    versions.filter(
      version => range === undefined || ask({ range, version, prerelease }),
    ).length > 0
  );
}

function globOf(glob: string, separator: string): RegExp {
  const source = glob
    .split(separator)
    .map((part, at, parts) => {
      if (part === '**') {
        return at < parts.length - 1 ? '(?:.+/)?' : '.*';
      }
      const text = part
        .replace(/[.+^${}()|\\]/g, '\\$&')
        .replace(/\*/g, `[^${separator}]*`)
        .replace(/\?/g, `[^${separator}]`);
      return at < parts.length - 1 ? `${text}/` : text;
    })
    .join('');
  return new RegExp(`^${source}$`);
}

function listed(types: readonly string[] = []): string[] {
  return types.map(type => type.toLowerCase());
}
