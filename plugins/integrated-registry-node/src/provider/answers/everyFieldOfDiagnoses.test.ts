import {
  ConnectionSuggestion,
  CredentialExpiry,
  Diagnosis,
  DiagnosisStep,
  diagnosisStepIds,
} from 'backstage-plugin-integrated-registry-common';
import { clientOf, signal } from '../__testUtils__/clientOf';
import {
  countCases,
  failureCases,
  hostCases,
  lineCases,
  listCases,
  momentCases,
  oneOfCases,
  otherwiseTaken,
  wordingCases,
} from '../__testUtils__/fieldCases';

type Given = Record<string, unknown>;

const diagnosisOf = (given: Given) =>
  clientOf({ diagnose: async () => given }).diagnose({ signal });

describe('of a diagnosis, a checked provider', () => {
  it('takes every field of a diagnosis', async () => {
    expect(
      await otherwiseTaken<Diagnosis>(
        {
          ok: [
            [true, true],
            [false, false],
            [1, false],
            ['true', false],
            [undefined, false],
          ],
          steps: listCases,
          credentialExpiry: [
            [{}, {}],
            [{ never: true }, {}],
            [{ expiresAt: 'soon' }, undefined],
            ['odd', undefined],
            [[], undefined],
          ],
          suggestion: [
            [{ remedy: 'r' }, { message: '' }],
            ['odd', undefined],
            [[], undefined],
          ],
        },
        diagnosisOf,
      ),
    ).toEqual([]);
  });

  it('takes every field of the expiry of a credential', async () => {
    expect(
      await otherwiseTaken<CredentialExpiry>(
        { expiresAt: momentCases.filter(([, taken]) => taken !== undefined) },
        async given =>
          (
            await diagnosisOf({ credentialExpiry: given })
          ).credentialExpiry,
      ),
    ).toEqual([]);
  });

  it('takes every field of a step of a diagnosis', async () => {
    expect(
      await otherwiseTaken<DiagnosisStep>(
        {
          id: oneOfCases(diagnosisStepIds).filter(
            ([, taken]) => taken !== undefined,
          ),
          state: oneOfCases(['ok', 'failed', 'skipped'], 'failed'),
          message: lineCases(1_000, ''),
          wording: wordingCases,
          durationMs: countCases(),
          failure: failureCases,
        },
        async given =>
          (
            await diagnosisOf({ steps: [{ id: 'dns', ...given }] })
          ).steps[0],
      ),
    ).toEqual([]);
  });

  it('takes every field of a suggestion', async () => {
    expect(
      await otherwiseTaken<ConnectionSuggestion>(
        {
          message: lineCases(1_000, ''),
          wording: wordingCases,
          type: lineCases(255),
          url: [
            ['https://example.com', 'https://example.com'],
            ['data:text/html,a', undefined],
            ['https://user:password@example.com', undefined],
            [5, undefined],
          ],
          imageHost: hostCases,
        },
        async given => (await diagnosisOf({ suggestion: given })).suggestion,
      ),
    ).toEqual([]);
  });
});
