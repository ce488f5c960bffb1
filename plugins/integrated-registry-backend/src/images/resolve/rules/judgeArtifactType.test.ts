import { Artifact } from 'backstage-plugin-integrated-registry-common';
import { judgeArtifactType } from './judgeArtifactType';

const HELM = 'application/vnd.cncf.helm.config.v1+json';
const amd64 = { os: 'linux', architecture: 'amd64' };
const image = { kind: 'image', platforms: [] };
const chart = { kind: 'artifact', artifactType: HELM };

function verdictOf(known: object, artifactTypes?: string[]) {
  const artifact = { platforms: [], ...known } as unknown as Artifact;
  const verdict = judgeArtifactType(
    { repository: 'team/app', artifact },
    { pin: 'both', artifactTypes },
  );
  return verdict && [verdict.passed, verdict.message.code];
}

describe('judgeArtifactType', () => {
  it.each([
    ['an image', image],
    ['an index of an image', { kind: 'index', platforms: [amd64] }],
    [
      'an index of which some could not be read',
      { kind: 'index', platforms: [amd64], morePlatforms: 2, partial: true },
    ],
  ])('has nothing to say of %s unless it is asked', (_, known) => {
    expect(verdictOf(known)).toBeUndefined();
    expect(verdictOf(known, [HELM])).toEqual([true, 'VERDICT_ARTIFACT_IMAGE']);
  });

  it('has nothing to say of an image from outside', () => {
    const policy = { pin: 'both' as const, artifactTypes: [HELM] };
    expect(judgeArtifactType({ repository: 'app' }, policy)).toBeUndefined();
  });

  it('allows a type however it is written, and no other', () => {
    expect(verdictOf(chart, ['a/b', HELM.toUpperCase()])).toEqual([
      true,
      'VERDICT_ARTIFACT_ALLOWED',
    ]);
    expect(verdictOf(chart, [`${HELM}2`])).toEqual([
      false,
      'VERDICT_ARTIFACT_NOT_ALLOWED',
    ]);
    expect(verdictOf({ kind: 'artifact' }, [HELM])).toEqual([
      false,
      'VERDICT_ARTIFACT_NOT_ALLOWED',
    ]);
    expect(verdictOf({ kind: 'index', artifactType: HELM }, [HELM])).toEqual([
      true,
      'VERDICT_ARTIFACT_ALLOWED',
    ]);
  });

  it('refuses an index that could not be read', () => {
    const unread = { kind: 'index', morePlatforms: 1 };
    expect(verdictOf(unread)).toEqual([false, 'VERDICT_ARTIFACT_UNREAD']);
  });

  it.each([
    [chart, 'Helm chart'],
    [{ artifactType: 'application/vnd.wasm.config.v0+json' }, 'WASM module'],
    [{ artifactType: 'application/spdx+json' }, 'SBOM'],
    [
      { artifactType: 'application/vnd.dev.cosign.simplesigning.v1+json' },
      'signature',
    ],
    [{ artifactType: 'application/vnd.in-toto+json' }, 'attestation'],
    [{ artifactType: 'example/model' }, 'artifact of the type example/model'],
    [{}, 'artifact of an unknown type'],
    [{ kind: 'index' }, 'index without an image'],
    [{ ...chart, kind: 'index' }, 'Helm chart'],
  ])('refuses what does not run, and says what it is: %j', (known, kind) => {
    const artifact = { kind: 'artifact', platforms: [], ...known } as never;
    expect(
      judgeArtifactType({ repository: 'app', artifact }, { pin: 'both' }),
    ).toMatchObject({
      passed: false,
      message: {
        text: `No container runtime can run it: ${kind}. Choose an image`,
      },
    });
  });
});
