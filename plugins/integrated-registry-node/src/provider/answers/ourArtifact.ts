import {
  Artifact,
  message,
  Platform,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryDescriptor } from '../registryLists';
import { answerBounds } from './answerBounds';
import { otherForm } from './otherForm';
import {
  bytesOf,
  count,
  digest,
  either,
  firstOf,
  flag,
  isRecord,
  line,
  listOf,
  mediaType,
  moment,
  more,
  oneOf,
  recordOf,
  text,
  told,
} from './values';

/** @throws RegistryError where it has no digest */
export function ourDescriptor(
  answer: unknown,
  artifact: string,
): RegistryDescriptor {
  const descriptor = recordOf(answer);
  return told<RegistryDescriptor>({
    digest: digestOf(descriptor, artifact),
    mediaType: mediaType(descriptor.mediaType) ?? '',
    sizeBytes: count(descriptor.sizeBytes),
  });
}

/** @throws RegistryError where it has no digest */
export function ourArtifact(
  answer: unknown,
  repository: string,
  reference: string,
): Artifact {
  const given = recordOf(answer);
  const platforms = firstOf(listOf(given.platforms), ourPlatform, {
    most: answerBounds.platforms,
  });
  const layers = firstOf(listOf(given.layers), ourLayer, answerBounds.layers);
  const history = firstOf(listOf(given.history), ourStep, answerBounds.history);
  const labels = ourLabels(given.labels);
  const annotations = ourLabels(given.annotations);
  return told<Artifact>({
    repository,
    reference,
    digest: digestOf(given, `${repository}@${reference}`),
    mediaType: mediaType(given.mediaType) ?? '',
    kind: oneOf(given.kind, ['image', 'index', 'artifact']) ?? 'artifact',
    artifactType: line(given.artifactType, answerBounds.mediaType),
    sizeBytes: count(given.sizeBytes),
    platforms: platforms.items,
    morePlatforms: more(platforms.left, given.morePlatforms),
    layers: layers.items,
    moreLayers: more(layers.left, given.moreLayers),
    history: history.items,
    moreHistory: more(history.left, given.moreHistory),
    config: isRecord(given.config) ? ourConfig(given.config) : undefined,
    describedPlatform: ourPlatform(given.describedPlatform),
    labels: labels.texts,
    moreLabels: more(labels.left, given.moreLabels),
    annotations: annotations.texts,
    moreAnnotations: more(annotations.left, given.moreAnnotations),
    createdAt: moment(given.createdAt),
    pushedAt: moment(given.pushedAt),
    subject: digest(given.subject),
    partial: flag(given.partial),
  });
}

function digestOf(value: Record<string, unknown>, artifact: string): string {
  const known = digest(value.digest);
  if (known === undefined) {
    throw otherForm(message('ARTIFACT', { artifact }));
  }
  return known;
}

function ourPlatform(value: unknown): Platform | undefined {
  const platform = recordOf(value);
  const word = (name: string) =>
    line(platform[name], answerBounds.platformWord);
  const os = word('os');
  const architecture = word('architecture');
  return os === undefined || architecture === undefined
    ? undefined
    : told<Platform>({
        os,
        architecture,
        variant: word('variant'),
        osVersion: word('osVersion'),
        digest: digest(platform.digest),
        sizeBytes: count(platform.sizeBytes),
        compression: word('compression'),
        missing: flag(platform.missing),
        unchecked: flag(platform.unchecked),
      });
}

function ourLayer(value: unknown): Artifact['layers'][number] | undefined {
  const layer = recordOf(value);
  const known = digest(layer.digest);
  return known === undefined
    ? undefined
    : told<Artifact['layers'][number]>({
        digest: known,
        mediaType: mediaType(layer.mediaType) ?? '',
        sizeBytes: count(layer.sizeBytes),
      });
}

function ourStep(value: unknown): Artifact['history'][number] | undefined {
  return isRecord(value)
    ? told<Artifact['history'][number]>({
        createdAt: moment(value.createdAt),
        createdBy: text(value.createdBy),
        comment: text(value.comment),
        emptyLayer: either(value.emptyLayer),
      })
    : undefined;
}

type Config = NonNullable<Artifact['config']>;

function ourConfig(config: Record<string, unknown>): Config {
  const wordsOf = (name: string) =>
    firstOf(listOf(config[name]), text, answerBounds.command);
  const entrypoint = wordsOf('entrypoint');
  const cmd = wordsOf('cmd');
  const ports = firstOf(
    listOf(config.exposedPorts),
    port => line(port, answerBounds.exposedPort),
    answerBounds.exposedPorts,
  );
  const listed = <T>(name: string, items: T[]) =>
    Array.isArray(config[name]) ? items : undefined;
  return told<Config>({
    author: line(config.author, answerBounds.configWord),
    user: line(config.user, answerBounds.configWord),
    workingDir: line(config.workingDir, answerBounds.workingDir),
    entrypoint: listed('entrypoint', entrypoint.items),
    cmd: listed('cmd', cmd.items),
    exposedPorts: listed('exposedPorts', ports.items),
    more: more(entrypoint.left + cmd.left + ports.left, config.more),
  });
}

/** The first of them. Two names that are the same when they are cleaned are one. */
function ourLabels(value: unknown): {
  texts: Record<string, string>;
  left: number;
} {
  const all = Object.entries(recordOf(value));
  const { most, bytes } = answerBounds.labels;
  const texts = new Map<string, string>();
  let spent = 0;
  for (const [name, label] of all.slice(0, most)) {
    const known = line(name, answerBounds.labelName);
    const shown = label === '' ? '' : text(label);
    if (known !== undefined && shown !== undefined && !texts.has(known)) {
      const costs = bytesOf(known) + bytesOf(shown);
      if (spent + costs <= bytes) {
        texts.set(known, shown);
        spent += costs;
      }
    }
  }
  return { texts: Object.fromEntries(texts), left: all.length - texts.size };
}
