import { HarborOptions } from './options';

const REPORT_TYPE =
  'application/vnd.security.vulnerability.report; version=1.1';
const SCANNER = { name: 'Trivy', vendor: 'Aqua Security', version: 'v0.50.0' };
const SCANNED_AT = '2026-11-23T20:55:07.000Z';

const SEVERITIES = ['Critical', 'High', 'Medium', 'Low'] as const;

const findingsOf = (severities: readonly string[]) =>
  severities.map((severity, at) => ({
    id: `CVE-2024-000${at + 1}`,
    package: 'openssl',
    version: '1.1.1',
    fix_version: at % 2 === 0 ? `1.1.${at + 2}` : '',
    severity,
    description: `d CVE-2024-000${at + 1}`,
    links: [`https://example.test/CVE-2024-000${at + 1}`],
  }));

/** Runs through these, one at each look. */
const STEPS = ['Pending', 'Running', 'Success'] as const;

/** Finds the same vulnerabilities in everything. */
export class HarborScanner {
  readonly #options: HarborOptions;
  /** Digest to how often somebody has looked since the scan began. */
  readonly #looks = new Map<string, number>();

  readonly #findings: ReturnType<typeof findingsOf>;

  constructor(options: HarborOptions) {
    this.#options = options;
    this.#findings = findingsOf(options.findings ?? SEVERITIES);
  }

  get present(): boolean {
    return this.#options.scanner ?? true;
  }

  start(digest: string): void {
    this.#looks.set(digest, 0);
  }

  /** `scan_overview` of an artifact; undefined where nobody has scanned it. */
  overview(digest: string, names: readonly string[]): object | undefined {
    const status = this.#status(digest, names);
    if (status === undefined) {
      return undefined;
    }
    const finished = status === 'Success';
    return {
      [REPORT_TYPE]: {
        complete_percent: { Pending: 0, Running: 40, Success: 100 }[status],
        duration: finished ? 5 : 0,
        end_time: finished ? SCANNED_AT : '0001-01-01T00:00:00.000Z',
        report_id: '96515700-ff89-4e4d-b703-05efcfa21eb7',
        scan_status: status,
        scanner: SCANNER,
        ...(finished && { severity: this.#worst }),
        start_time: '2026-11-23T20:55:02.000Z',
        ...(finished && {
          summary: {
            fixable: this.#findings.filter(found => found.fix_version).length,
            summary: Object.fromEntries(
              this.#findings.map(({ severity }) => [severity, 1]),
            ),
            total: this.#findings.length,
          },
        }),
      },
    };
  }

  report(digest: string, names: readonly string[]): object {
    return this.#isFinished(digest, names)
      ? {
          [REPORT_TYPE]: {
            generated_at: SCANNED_AT,
            scanner: SCANNER,
            severity: this.#worst,
            vulnerabilities: this.#findings.map(finding => ({
              ...finding,
              artifact_digests: [digest],
              preferred_cvss: {
                score_v3: 9.8,
                score_v2: null,
                vector_v3: 'CVSS:3.1/AV:N',
                vector_v2: '',
              },
              cwe_ids: ['CWE-79'],
              vendor_attributes: null,
            })),
          },
        }
      : {};
  }

  get #worst(): string {
    return this.#findings[0]?.severity ?? 'None';
  }

  #isFinished(digest: string, names: readonly string[]): boolean {
    return (
      (this.#looks.get(digest) ?? 0) >= STEPS.length ||
      (!this.#looks.has(digest) && this.#isScanned(names))
    );
  }

  #isScanned(names: readonly string[]): boolean {
    return names.some(name => this.#options.scanned?.includes(name));
  }

  #status(digest: string, names: readonly string[]) {
    const looks = this.#looks.get(digest);
    if (looks === undefined) {
      return this.#isScanned(names) ? 'Success' : undefined;
    }
    this.#looks.set(digest, looks + 1);
    return STEPS[Math.min(looks, STEPS.length - 1)];
  }
}
