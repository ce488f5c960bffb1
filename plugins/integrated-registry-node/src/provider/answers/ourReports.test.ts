import {
  Diagnosis,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { clientOf, digest, many, signal } from '../__testUtils__/clientOf';
import { answerBounds } from './answerBounds';

const reportOf = async (report: unknown) =>
  clientOf({ getVulnerabilities: async () => report }).getVulnerabilities?.(
    'team/app',
    digest,
    { signal },
  );

const referrersOf = async (list: unknown) =>
  clientOf({ listReferrers: async () => list }).listReferrers?.(
    'team/app',
    digest,
    { signal },
  );

const diagnosisOf = (diagnosis: unknown) =>
  clientOf({ diagnose: async () => diagnosis }).diagnose({ signal });

describe('the reports that a checked provider gives', () => {
  it('have every field that makes sense', async () => {
    const report: VulnerabilityReport = {
      state: 'finished',
      percent: 100,
      finishedAt: '2026-01-31T12:00:00.000Z',
      scanner: 'Trivy 1',
      severity: 'high',
      counts: { high: 1, none: 0 },
      fixable: 1,
      items: [
        {
          id: 'CVE-1',
          package: 'p',
          version: '1',
          fixedVersion: '2',
          severity: 'high',
          score: 7.5,
          description: 'd',
          links: ['https://example.com/a'],
          moreLinks: 2,
        },
      ],
      moreItems: 3,
      itemsFailure: { code: 'FORBIDDEN', message: 'm', remedy: 'r' },
    };
    expect(await reportOf(report)).toEqual(report);
  });

  it('lack what makes none', async () => {
    expect(
      await reportOf({
        state: 'odd',
        percent: 101,
        finishedAt: 'x',
        scanner: ['x'],
        severity: 'odd',
        counts: { high: -1, low: 2 ** 53, odd: 1 },
        fixable: 0.5,
        items: [
          { id: '', package: 'a' },
          null,
          {
            id: 'C\u202E',
            package: 5,
            version: 'v\u200B',
            fixedVersion: 'x'.repeat(300),
            severity: 'odd',
            score: 11,
            description: `a\n\u0000${'d'.repeat(3_000)}`,
            links: [
              'data:text/html,a',
              'https://user:password@example.com',
              `https://example.com/${'x'.repeat(2_000)}`,
              'https://example.com/\u202E',
              5,
            ],
          },
        ],
        itemsFailure: 'none',
      }),
    ).toEqual({
      state: 'failed',
      counts: {},
      items: [
        {
          id: 'C‹U+202E›',
          package: '',
          version: 'v‹U+200B›',
          fixedVersion: `${'x'.repeat(254)}…`,
          severity: 'unknown',
          description: `a ‹U+0000›${'d'.repeat(1_989)}…`,
          links: ['https://example.com/%E2%80%AE'],
          moreLinks: 4,
        },
      ],
      moreItems: 2,
    });
    expect(await reportOf(undefined)).toEqual({
      state: 'failed',
      counts: {},
      items: [],
    });
  });

  it('have items up to their bounds, with how many are left out', async () => {
    const report = await reportOf({
      state: 'finished',
      items: [
        ...many(900, { id: 'a', description: '漢'.repeat(1_000) }),
        ...many(300, { id: 'b' }),
      ],
    });
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(300_000);
    const { items, moreItems } = report!;
    expect(items.length + moreItems!).toBe(1_200);
    // What is small has its place behind what does not fit.
    expect(items.filter(({ id }) => id === 'b').length).toBeGreaterThan(0);
    expect(items.length).toBeLessThanOrEqual(answerBounds.vulnerabilities.most);
  });

  it('have referrers that can be asked for, signatures first', async () => {
    const other = {
      digest,
      mediaType: 'a/b\u0000',
      kind: 'odd',
      sizeBytes: -1,
    };
    const signature = {
      digest,
      mediaType: 'a/b',
      artifactType: 'a\u202E',
      kind: 'signature',
      sizeBytes: 5,
    };
    const list = await referrersOf({
      items: [{ digest: 'x' }, ...many(1_100, other), signature],
      more: 7,
      failure: { code: 'FORBIDDEN', message: 'm\n', remedy: 'r' },
    });
    expect(list?.items).toHaveLength(999);
    expect(list?.items.slice(0, 2)).toEqual([
      { ...signature, artifactType: 'a‹U+202E›' },
      { digest, mediaType: '', kind: 'other' },
    ]);
    expect(list).toMatchObject({
      more: 103 + 7,
      failure: { code: 'FORBIDDEN', message: 'm', remedy: 'r' },
    });
    expect(await referrersOf(null)).toEqual({ items: [] });
  });
});

describe('the diagnosis that a checked provider gives', () => {
  const whole: Diagnosis = {
    ok: true,
    steps: [
      {
        id: 'dns',
        state: 'ok',
        message: 'm',
        durationMs: 5,
        wording: { message: { code: 'STEP_PLAIN_HTTP' } },
      },
    ],
    credentialExpiry: { expiresAt: '2026-01-31T12:00:00.000Z' },
    suggestion: {
      message: 'm',
      type: 'harbor',
      url: 'https://example.com',
      imageHost: 'example.com',
    },
  };

  it('has every field that makes sense', async () => {
    expect(await diagnosisOf(whole)).toEqual(whole);
    const never = { ...whole, credentialExpiry: {} };
    expect(await diagnosisOf(never)).toEqual(never);
  });

  it('lacks what makes none', async () => {
    expect(
      await diagnosisOf({
        ok: true,
        steps: [
          { id: 'odd', state: 'failed', message: 'x' },
          {
            id: 'login',
            state: 'odd',
            message: `a\u202E\n${'m'.repeat(2_000)}`,
            durationMs: -1,
            failure: { code: 'ODD', message: 'f\u200B', remedy: 'r\nr' },
          },
        ],
        credentialExpiry: { expiresAt: 'soon' },
        suggestion: {
          message: 's\u0000',
          type: 't\u202E',
          url: 'data:text/html,a',
          imageHost: 'a b',
        },
      }),
    ).toEqual({
      ok: false,
      steps: [
        {
          id: 'login',
          state: 'failed',
          message: `a‹U+202E› ${'m'.repeat(989)}…`,
          failure: {
            code: 'BAD_RESPONSE',
            message: 'f‹U+200B›',
            remedy: 'r r',
          },
        },
      ],
      suggestion: { message: 's‹U+0000›', type: 't‹U+202E›' },
    });
    expect(await diagnosisOf('ok')).toEqual({ ok: false, steps: [] });
    expect(
      (await diagnosisOf({ ok: true, steps: many(30, whole.steps[0]) })).steps,
    ).toHaveLength(20);
  });

  it('tells its steps as they end in the same way', async () => {
    const seen: unknown[] = [];
    await clientOf({
      diagnose: async ({ onStep }: { onStep(step: unknown): void }) => {
        onStep({ id: 'dns', state: 'ok', message: 'a\u202E' });
        onStep({ id: 'odd', state: 'ok', message: 'b' });
        return whole;
      },
    }).diagnose({ signal, onStep: step => seen.push(step) });
    expect(seen).toStrictEqual([
      { id: 'dns', state: 'ok', message: 'a‹U+202E›' },
    ]);
  });
});
