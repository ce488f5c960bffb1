import {
  message,
  messageIn,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { HarborApi } from './HarborApi';
import { artifactPath } from './paths';
import {
  artifactSchema,
  scanOverviewSchema,
  vulnerabilityReportSchema,
} from './schema';
import {
  ACCEPT_VULNERABILITIES,
  ofReportType,
  readOverview,
  readVulnerabilities,
} from './vulnerabilities';

/** What Harbor's scanner found. */
export async function readScan(
  api: HarborApi,
  repository: string,
  digest: string,
  { signal }: CallOptions,
): Promise<VulnerabilityReport> {
  const path = artifactPath(repository, digest);
  const what = message('ARTIFACT', {
    artifact: `${repository}@${digest}`,
  });
  const artifact = await api
    .get(path, artifactSchema, what, {
      signal,
      query: { with_scan_overview: 'true' },
      headers: ACCEPT_VULNERABILITIES,
    })
    .catch(error => {
      throw isRegistryError(error)
        ? namingPermission(error, 'Artifact: Read')
        : error;
    });
  const overview = scanOverviewSchema.safeParse(
    ofReportType(artifact.scan_overview),
  ).data;
  const summary = overview && readOverview(overview);
  if (!summary || summary.state === 'notScanned') {
    // The link to the report is there for what can be scanned, scanned or not.
    const scannable = artifact.addition_links?.vulnerabilities !== undefined;
    return {
      state: scannable ? 'notScanned' : 'unsupported',
      counts: {},
      items: [],
    };
  }
  if (summary.state !== 'finished') {
    return summary;
  }
  try {
    const keyed = await api.get(
      `${path}/additions/vulnerabilities`,
      z.record(z.string(), z.unknown()),
      message('VULNERABILITIES_OF', {
        artifact: `${repository}@${digest}`,
      }),
      { signal, headers: ACCEPT_VULNERABILITIES },
    );
    const report = vulnerabilityReportSchema.safeParse(ofReportType(keyed));
    // The summary of a scanner that was removed may outlive its report.
    return report.success
      ? { ...summary, ...readVulnerabilities(report.data.vulnerabilities) }
      : summary;
  } catch (error) {
    if (!isRegistryError(error)) {
      throw error;
    }
    // The summary came along with the artifact, and tells the severity and how many there are.
    return {
      ...summary,
      itemsFailure: namingPermission(
        error,
        'Artifact Addition: Read',
      ).toFailure(),
    };
  }
}

/**
 * Has Harbor's scanner look.
 *
 * @throws RegistryError also where Harbor has no scanner, or one that is busy with it
 */
export async function startScan(
  api: HarborApi,
  repository: string,
  digest: string,
  { signal }: CallOptions,
): Promise<void> {
  const response = await api.send(`${artifactPath(repository, digest)}/scan`, {
    signal,
    method: 'POST',
  });
  const { httpStatus } = response;
  if (httpStatus === 202 || httpStatus === 200 || httpStatus === 409) {
    return;
  }
  if (httpStatus === 400 || httpStatus === 412) {
    throw new RegistryError('BAD_RESPONSE', {
      message: message('HARBOR_CANNOT_SCAN'),
      remedy: message('HARBOR_CHECK_SCANNER'),
      upstreamStatus: httpStatus,
    });
  }
  throw api.errorOf(
    response,
    message('SCAN_OF', {
      artifact: `${repository}@${digest}`,
    }),
  );
}

/** A refusal with the permission that is missing, in Harbor's own words. */
function namingPermission(
  error: RegistryError,
  permission: string,
): RegistryError {
  const { code, upstreamStatus } = error;
  return code === 'FORBIDDEN'
    ? new RegistryError(code, {
        message: messageIn(error),
        remedy: message('HARBOR_GIVE_PERMISSION', { permission }),
        upstreamStatus,
      })
    : error;
}
