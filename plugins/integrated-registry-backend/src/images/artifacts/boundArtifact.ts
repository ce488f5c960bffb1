import {
  ArtifactAnswer,
  Platform,
} from 'backstage-plugin-integrated-registry-common';
import { isPlatformNamed } from './platformNames';

const MAX_PLATFORMS = 50;
/** More than any runtime can stack. */
const MAX_LAYERS = 200;
const MAX_TEXTS = 100;
const MAX_TEXT_LENGTH = 4_096;

/** The platforms for an answer, with how many are left out. */
export function boundPlatforms(
  platforms: readonly Platform[],
  { more = 0, platform }: { more?: number; platform?: string } = {},
): { platforms: Platform[]; morePlatforms?: number } {
  const isWanted = (known: Platform) =>
    platform !== undefined && isPlatformNamed(known, platform);
  const shown = [
    ...platforms.filter(isWanted),
    ...platforms.filter(known => !isWanted(known)),
  ].slice(0, MAX_PLATFORMS);
  const morePlatforms = more + platforms.length - shown.length;
  return {
    // In the order of the index, which people may have chosen.
    platforms: platforms.filter(known => shown.includes(known)),
    ...(morePlatforms > 0 && { morePlatforms }),
  };
}

/** An answer of bounded size: images hold whatever somebody has pushed. */
export function boundArtifact(
  artifact: ArtifactAnswer,
  platform?: string,
): ArtifactAnswer {
  const { platforms, morePlatforms, layers, history } = artifact;
  const labels = boundTexts(artifact.labels);
  const annotations = boundTexts(artifact.annotations);
  const left = {
    moreLayers: layers.length - MAX_LAYERS,
    moreHistory: history.length - MAX_LAYERS,
    moreLabels: labels.more,
    moreAnnotations: annotations.more,
  };
  return {
    ...artifact,
    ...boundPlatforms(platforms, { more: morePlatforms, platform }),
    layers: layers.slice(0, MAX_LAYERS),
    history: history.slice(0, MAX_LAYERS).map(entry => ({
      ...entry,
      createdBy: cut(entry.createdBy),
      comment: cut(entry.comment),
    })),
    labels: labels.texts,
    annotations: annotations.texts,
    ...Object.fromEntries(Object.entries(left).filter(([, more]) => more > 0)),
  };
}

/** The first of them; one that is too long is left out, since half of it may mislead. */
function boundTexts(all: Record<string, string>): {
  texts: Record<string, string>;
  more: number;
} {
  const entries = Object.entries(all);
  const kept = entries
    .filter(([name, text]) => name.length + text.length <= MAX_TEXT_LENGTH)
    .slice(0, MAX_TEXTS);
  return {
    texts: Object.fromEntries(kept),
    more: entries.length - kept.length,
  };
}

function cut(text: string | undefined): string | undefined {
  return text && text.length > MAX_TEXT_LENGTH
    ? `${text.slice(0, MAX_TEXT_LENGTH)}…`
    : text;
}
