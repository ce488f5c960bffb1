import {
  ImagePolicy,
  message,
  needsFact,
  Tag,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { inputError } from '../../model';
import { mapInTurns } from '../../platform';
import { ImageBrowser } from '../ImageBrowser';
import { TagConventions } from '../tags/TagConventions';
import { ImageMatch } from './integrationOf';
import { passesTagRules } from './rules/tags';

/** What a request says of an image besides its repository. */
export interface Named {
  tag?: string;
  digest?: string;
}

/** What is read and judged. */
export interface Chosen {
  /** The digest, where one is given. */
  reference: string;
  /** Names what `reference` names, or did so before it moved. */
  tag?: string;
  tagMoved?: { message: string };
}

/** So many tags are asked what they name, to find the one by which a digest was chosen. */
const MAX_ASKED = 24;
const PARALLEL = 4;

/** Finds out whether tag and digest belong together, and by which tag a digest was chosen. */
export class ChosenTag {
  readonly #browser: ImageBrowser;

  constructor(browser: ImageBrowser) {
    this.#browser = browser;
  }

  /**
   * Rules about tags look at a name, all others at a digest: under them a tag counts only while it
   * names the digest beside it.
   *
   * @throws InputError where it names something else; RegistryError
   */
  async find(
    image: ImageMatch,
    { tag, digest }: Named,
    policy: ImagePolicy,
    until: AbortSignal,
  ): Promise<Chosen> {
    if (digest === undefined) {
      const reference = tag ?? 'latest';
      return { reference, tag };
    }
    if (tag === undefined) {
      return {
        reference: digest,
        tag: needsFact(policy, 'tag')
          ? await this.#tagOf(image, digest, policy, until)
          : undefined,
      };
    }
    const decides = needsFact(policy, 'tag') || policy.pin === 'tag';
    const now = await this.#digestOf(image, tag, until).catch(error => {
      if (decides || !isRegistryError(error)) {
        throw error;
      }
      // The digest holds, whether or not the tag can be looked at.
      return digest;
    });
    if (now === digest) {
      return { reference: digest, tag };
    }
    if (decides) {
      throw inputError(
        now
          ? message('TAG_NAMES_ANOTHER', { tag, digest, now })
          : message('TAG_NAMES_NOTHING', { tag, digest }),
      );
    }
    const moved = now
      ? message('TAG_MOVED', { tag, digest, now })
      : message('TAG_GONE', { tag, digest });
    return { reference: digest, tag, tagMoved: worded({ message: moved }) };
  }

  /** Undefined where there is no such tag. */
  async #digestOf(
    { integration, repository }: ImageMatch,
    tag: string,
    until: AbortSignal,
  ): Promise<string | undefined> {
    try {
      return await this.#browser.getCurrentDigest(
        integration,
        { repository, reference: tag },
        { until },
      );
    } catch (error) {
      if (isRegistryError(error) && error.code === 'NOT_FOUND') {
        return undefined;
      }
      throw error;
    }
  }

  /** A tag that the rules allow, and that names the digest now. */
  async #tagOf(
    image: ImageMatch,
    digest: string,
    policy: ImagePolicy,
    until: AbortSignal,
  ): Promise<string | undefined> {
    const { tags, complete } = await this.#browser.listAllTags(
      image.integration,
      image.repository,
      { until },
    );
    const names = (known: Tag) => known.digest === digest;
    const candidates = tags.filter(
      known => known.digest === undefined || names(known),
    );
    const conventions = complete
      ? await TagConventions.of(tags)
      : TagConventions.none;
    // There may be ten thousands of them.
    const allowed = await mapInTurns(candidates, ({ name }) =>
      passesTagRules(name, policy, conventions),
    );
    const waiting = candidates
      .filter((_, at) => allowed[at])
      .sort((a, b) => Number(names(b)) - Number(names(a)))
      .slice(0, MAX_ASKED);
    let found: string | undefined;
    await Promise.all(
      Array.from({ length: PARALLEL }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const { name } = next;
          if (found === undefined) {
            const now = await this.#digestOf(image, name, until);
            found ??= now === digest ? name : undefined;
          }
        }
      }),
    );
    return found;
  }
}
