import { ResolvedImage } from 'backstage-plugin-integrated-registry-common';
import { describeWithPrograms, Random } from 'registry-simulator';
import { resolveCase } from './__testUtils__/fakeImages';
import { ImageOracle } from './__testUtils__/imageOracle';
import {
  randomCase,
  randomImage,
  randomPolicy,
  ResolveCase,
} from './__testUtils__/randomCases';

const CASES = 100_000;

async function passedImage(
  asked: ResolveCase,
): Promise<ResolvedImage | undefined> {
  try {
    const image = await resolveCase(asked);
    return image.passed ? image : undefined;
  } catch (error) {
    const { name } = error as Error;
    if (['InputError', 'NotFoundError', 'RegistryError'].includes(name)) {
      return undefined;
    }
    throw error;
  }
}

describeWithPrograms(
  describe,
  ['image-rules-oracle'],
  'What has passed',
  () => {
    const oracle = new ImageOracle();
    const { stackTraceLimit } = Error;

    // Most of the time would go into stacks of refusals, which nobody reads.
    beforeAll(() => {
      Error.stackTraceLimit = 0;
    });

    afterAll(() => {
      Error.stackTraceLimit = stackTraceLimit;
    });

    /** The rule that is broken, whatever the oracle has to be asked for it. */
    async function brokenIn(asked: ResolveCase): Promise<string | undefined> {
      const image = await passedImage(asked);
      if (!image) {
        return undefined;
      }
      let broken = oracle.brokenRule(asked, image);
      while (oracle.answer()) {
        broken = oracle.brokenRule(asked, image);
      }
      return broken;
    }

    /** The same with less in it, as long as a rule is broken. */
    async function shrink(asked: ResolveCase): Promise<ResolveCase> {
      for (const smaller of smallerThan(asked)) {
        if (await brokenIn(smaller)) {
          return shrink(smaller);
        }
      }
      return asked;
    }

    it('satisfies each rule, of 100,000 images, policies and references', async () => {
      const random = new Random(20_261_130);
      const images = Array.from({ length: 400 }, (_, at) =>
        randomImage(random, at),
      );
      const policies = Array.from({ length: 1_500 }, () =>
        randomPolicy(random),
      );
      const passed: [ResolveCase, ResolvedImage][] = [];
      for (let at = 0; at < CASES; at++) {
        const asked = randomCase(random, images, policies);
        const image = await passedImage(asked);
        if (image) {
          passed.push([asked, image]);
          oracle.brokenRule(asked, image);
        }
      }
      let failing: ResolveCase | undefined;
      do {
        failing = passed.find(([asked, image]) =>
          oracle.brokenRule(asked, image),
        )?.[0];
      } while (oracle.answer());
      if (failing) {
        const smallest = await shrink(failing);
        throw new Error(
          `${await brokenIn(
            smallest,
          )} is broken by what has passed: ${JSON.stringify(
            { case: smallest, passed: await passedImage(smallest) },
            undefined,
            2,
          )}`,
        );
      }
      expect(passed.length).toBeGreaterThan(CASES / 20);
    }, 120_000);
  },
);

function* smallerThan(asked: ResolveCase): Generator<ResolveCase> {
  const { policy, repositories } = asked;
  for (const rule of Object.keys(policy).filter(name => name !== 'pin')) {
    const { [rule as 'platform']: _, ...others } = policy;
    yield { ...asked, policy: others };
  }
  for (const [at, known] of repositories.entries()) {
    const others = repositories.filter((_, other) => other !== at);
    if (others.length > 0) {
      yield { ...asked, repositories: others };
    }
    for (const tag of Object.keys(known.tags)) {
      const { [tag]: _, ...tags } = known.tags;
      yield {
        ...asked,
        repositories: repositories.with(at, { ...known, tags }),
      };
    }
    if (known.images.length > 1) {
      for (const image of known.images) {
        const left = known.images.filter(other => other !== image);
        yield {
          ...asked,
          repositories: repositories.with(at, { ...known, images: left }),
        };
      }
    }
  }
}
