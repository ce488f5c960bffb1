import {
  gapCodes,
  RegistryFailure,
  registryErrorCodes,
  Vulnerability,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { clientOf, digest, signal, tagsOf } from '../__testUtils__/clientOf';
import {
  countCases,
  failureCases,
  lineCases,
  listCases,
  mediaTypeCases,
  momentCases,
  moreCases,
  numberCases,
  oneOfCases,
  otherwiseTaken,
  wordingCases,
} from '../__testUtils__/fieldCases';
import {
  RegistryGap,
  RegistryReferrer,
  RegistryReferrerList,
} from '../registryLists';

type Given = Record<string, unknown>;

const severities = ['none', 'unknown', 'low', 'medium', 'high', 'critical'];
const reportOf = async (given: Given) =>
  clientOf({ getVulnerabilities: async () => given }).getVulnerabilities?.(
    'team/app',
    digest,
    { signal },
  );
const referrersOf = async (given: Given) =>
  clientOf({ listReferrers: async () => given }).listReferrers?.(
    'team/app',
    digest,
    { signal },
  );

describe('of a report, a checked provider', () => {
  it('takes every field of a gap', async () => {
    expect(
      await otherwiseTaken<RegistryGap>(
        {
          scope: [
            ...['registry', 'project', 'repository'].map(
              kind =>
                [
                  { kind, name: 'a' },
                  { kind, name: 'a' },
                ] as const,
            ),
            ...lineCases(255).map(
              ([given, name]) =>
                [
                  { kind: 'project', name: given },
                  { kind: 'project', ...(name !== undefined && { name }) },
                ] as const,
            ),
            [{ kind: 'odd', host: 'a' }, { kind: 'registry' }],
            ['odd', { kind: 'registry' }],
            [null, { kind: 'registry' }],
          ],
          code: oneOfCases(gapCodes, 'PAGING'),
          message: lineCases(1_000, ''),
          remedy: lineCases(1_000, ''),
          wording: wordingCases,
          permission: lineCases(255),
          count: countCases(),
        },
        async given => (await tagsOf({ items: [], gaps: [given] })).gaps?.[0],
      ),
    ).toEqual([]);
  });

  it('takes every field of vulnerabilities', async () => {
    expect(
      await otherwiseTaken<VulnerabilityReport>(
        {
          state: oneOfCases(
            [
              'notScanned',
              'queued',
              'running',
              'finished',
              'failed',
              'unsupported',
            ],
            'failed',
          ),
          percent: numberCases(0, 100),
          finishedAt: momentCases,
          scanner: lineCases(255),
          severity: oneOfCases(severities),
          counts: [
            ...severities.flatMap(severity =>
              countCases().map(
                ([given, count]) =>
                  [
                    { [severity]: given },
                    count === undefined ? {} : { [severity]: count },
                  ] as const,
              ),
            ),
            [{ odd: 1 }, {}],
            ['odd', {}],
            [null, {}],
          ],
          fixable: countCases(),
          items: listCases,
          moreItems: moreCases,
          itemsFailure: failureCases,
        },
        reportOf,
      ),
    ).toEqual([]);
  });

  it('takes every field of a vulnerability', async () => {
    expect(
      await otherwiseTaken<Vulnerability>(
        {
          id: lineCases(255).filter(([, taken]) => taken !== undefined),
          package: lineCases(255, ''),
          version: lineCases(255),
          fixedVersion: lineCases(255),
          severity: oneOfCases(severities, 'unknown'),
          score: numberCases(0, 10),
          description: lineCases(2_000),
          links: [
            [[['https://example.com'], 'xhttps://example.com'], []],
            [
              ['https://example.com/a', 'http://example.com/'],
              ['https://example.com/a', 'http://example.com/'],
            ],
            [
              [
                'https://a.example\u202E',
                'ftp://example.com',
                'mailto:a@example.com',
                '/a',
                5,
              ],
              [],
            ],
            [['https://user@example.com', 'https://:password@example.com'], []],
            [
              [`https://example.com/${'x'.repeat(1_004)}`],
              [`https://example.com/${'x'.repeat(1_004)}`],
            ],
            [[`https://example.com/${'x'.repeat(1_005)}`], []],
            ...listCases,
          ],
          moreLinks: moreCases,
        },
        async given =>
          (
            await reportOf({ items: [{ id: 'CVE-1', ...given }] })
          )?.items[0],
      ),
    ).toEqual([]);
  });

  it('takes every field of referrers', async () => {
    expect(
      await otherwiseTaken<RegistryReferrerList>(
        { items: listCases, more: moreCases, failure: failureCases },
        referrersOf,
      ),
    ).toEqual([]);
  });

  it('takes every field of a referrer', async () => {
    expect(
      await otherwiseTaken<RegistryReferrer>(
        {
          digest: [[digest, digest]],
          mediaType: mediaTypeCases(''),
          artifactType: lineCases(127),
          kind: oneOfCases(
            ['signature', 'sbom', 'attestation', 'other'],
            'other',
          ),
          sizeBytes: countCases(),
        },
        async given =>
          (
            await referrersOf({ items: [{ digest, ...given }] })
          )?.items[0],
      ),
    ).toEqual([]);
  });

  it('takes every field of a failure', async () => {
    expect(
      await otherwiseTaken<RegistryFailure>(
        {
          code: oneOfCases(registryErrorCodes, 'BAD_RESPONSE'),
          message: lineCases(1_000, ''),
          remedy: lineCases(1_000, ''),
          wording: wordingCases,
          upstreamStatus: countCases(999),
          retryAfter: numberCases(0, Number.MAX_SAFE_INTEGER),
        },
        async given => (await referrersOf({ failure: given }))?.failure,
      ),
    ).toEqual([]);
  });
});
