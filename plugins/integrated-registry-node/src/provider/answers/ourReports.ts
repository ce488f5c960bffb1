import {
  ConnectionSuggestion,
  CredentialExpiry,
  Diagnosis,
  DiagnosisStep,
  diagnosisStepIds,
  imageHostSchema,
  registryUrlSchema,
  severitySchema,
  Vulnerability,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryReferrer, RegistryReferrerList } from '../registryLists';
import { answerBounds } from './answerBounds';
import { ourFailure, ourTexts } from './ourTexts';
import {
  count,
  digest,
  firstOf,
  isRecord,
  line,
  listOf,
  mediaType,
  moment,
  more,
  number,
  oneOf,
  recordOf,
  told,
} from './values';

const reportStates = [
  'notScanned',
  'queued',
  'running',
  'finished',
  'failed',
  'unsupported',
] as const satisfies readonly VulnerabilityReport['state'][];
const referrerKinds = [
  'signature',
  'sbom',
  'attestation',
  'other',
] as const satisfies readonly RegistryReferrer['kind'][];

/** Its state is `failed` where it cannot be read. */
export function ourVulnerabilityReport(answer: unknown): VulnerabilityReport {
  const report = recordOf(answer);
  const items = firstOf(
    listOf(report.items),
    ourVulnerability,
    answerBounds.vulnerabilities,
  );
  return told<VulnerabilityReport>({
    state: oneOf(report.state, reportStates) ?? 'failed',
    percent: number(report.percent, 0, 100),
    finishedAt: moment(report.finishedAt),
    scanner: line(report.scanner, answerBounds.vulnerabilityWord),
    severity: oneOf(report.severity, severitySchema.options),
    counts: ourCounts(report.counts),
    fixable: count(report.fixable),
    items: items.items,
    moreItems: more(items.left, report.moreItems),
    itemsFailure: isRecord(report.itemsFailure)
      ? ourFailure(report.itemsFailure)
      : undefined,
  });
}

function ourCounts(value: unknown): VulnerabilityReport['counts'] {
  const counts = recordOf(value);
  return Object.fromEntries(
    severitySchema.options.flatMap(severity => {
      const known = count(counts[severity]);
      return known === undefined ? [] : [[severity, known]];
    }),
  );
}

function ourVulnerability(value: unknown): Vulnerability | undefined {
  const vulnerability = recordOf(value);
  const word = (name: string) =>
    line(vulnerability[name], answerBounds.vulnerabilityWord);
  const id = word('id');
  const links = firstOf(listOf(vulnerability.links), ourLink, {
    most: answerBounds.links,
  });
  return id === undefined
    ? undefined
    : told<Vulnerability>({
        id,
        package: word('package') ?? '',
        version: word('version'),
        fixedVersion: word('fixedVersion'),
        severity:
          oneOf(vulnerability.severity, severitySchema.options) ?? 'unknown',
        score: number(vulnerability.score, 0, 10),
        description: line(
          vulnerability.description,
          answerBounds.vulnerabilityText,
        ),
        links: links.items,
        moreLinks: more(links.left, vulnerability.moreLinks),
      });
}

/** They end up in a page: nothing but an address may pass, and half of one leads elsewhere. */
function ourLink(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > answerBounds.link) {
    return undefined;
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === ''
    ? url.href
    : undefined;
}

/** Signatures first: what is left out is what no rule asks for. */
export function ourReferrers(answer: unknown): RegistryReferrerList {
  const list = recordOf(answer);
  const all = listOf(list.items);
  const isSignature = (item: unknown) => recordOf(item).kind === 'signature';
  const items = firstOf(
    [...all.filter(isSignature), ...all.filter(item => !isSignature(item))],
    ourReferrer,
    { most: answerBounds.referrers },
  );
  return told<RegistryReferrerList>({
    items: items.items,
    more: more(items.left, list.more),
    failure: isRecord(list.failure) ? ourFailure(list.failure) : undefined,
  });
}

function ourReferrer(value: unknown): RegistryReferrer | undefined {
  const referrer = recordOf(value);
  const known = digest(referrer.digest);
  return known === undefined
    ? undefined
    : told<RegistryReferrer>({
        digest: known,
        mediaType: mediaType(referrer.mediaType) ?? '',
        artifactType: line(referrer.artifactType, answerBounds.mediaType),
        kind: oneOf(referrer.kind, referrerKinds) ?? 'other',
        sizeBytes: count(referrer.sizeBytes),
      });
}

/** What a provider found out about a connection. */
export function ourDiagnosis(answer: unknown): Diagnosis {
  const diagnosis = recordOf(answer);
  const steps = listOf(diagnosis.steps)
    .slice(0, answerBounds.steps)
    .flatMap(step => ourStep(step) ?? []);
  return told<Diagnosis>({
    ok: diagnosis.ok === true && steps.every(({ state }) => state !== 'failed'),
    steps,
    credentialExpiry: ourExpiry(diagnosis.credentialExpiry),
    suggestion: ourSuggestion(diagnosis.suggestion),
  });
}

export function ourStep(value: unknown): DiagnosisStep | undefined {
  const step = recordOf(value);
  const id = oneOf(step.id, diagnosisStepIds);
  const { remedy: _, ...texts } = ourTexts(step);
  return id === undefined
    ? undefined
    : told<DiagnosisStep>({
        ...texts,
        id,
        state: oneOf(step.state, ['ok', 'failed', 'skipped']) ?? 'failed',
        durationMs: count(step.durationMs),
        failure: isRecord(step.failure) ? ourFailure(step.failure) : undefined,
      });
}

/** A moment that cannot be read tells nothing, and not that there is none. */
function ourExpiry(value: unknown): CredentialExpiry | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const expiresAt = moment(value.expiresAt);
  return expiresAt === undefined && value.expiresAt !== undefined
    ? undefined
    : told<CredentialExpiry>({ expiresAt });
}

function ourSuggestion(value: unknown): ConnectionSuggestion | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { remedy: _, ...texts } = ourTexts(value);
  return told<ConnectionSuggestion>({
    ...texts,
    type: line(value.type, answerBounds.parameter),
    url: registryUrlSchema.safeParse(value.url).data,
    imageHost: imageHostSchema.safeParse(value.imageHost).data,
  });
}
