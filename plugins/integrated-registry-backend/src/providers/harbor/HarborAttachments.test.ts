import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { buildImage, digestOf, RegistrySimulator } from 'registry-simulator';
import { harborProvider } from './HarborProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';

const { signal } = new AbortController();
const credential = { username: 'robot$portal', password: 'secret-3d1f0a' };
const image = buildImage();
const { digest } = image.manifest;
const network = new HostileNetwork();

afterEach(() => network.close());

describe('what is attached to an image in Harbor', () => {
  let harbor: RegistrySimulator;

  beforeEach(async () => {
    harbor = await RegistrySimulator.start({
      harbor: { accounts: [{ ...credential, kind: 'robot' }] },
    });
    harbor.store.addImage('team/app', image, '1.0');
  });

  afterEach(() => harbor.stop());

  it.each([
    ['a signature', 'https://sigstore.dev/cosign/sign/v1', 'signature'],
    ['an attestation', 'https://slsa.dev/provenance/v1', 'attestation'],
  ])(
    'is told to be %s, though Harbor calls it subject.accessory (fact 24)',
    async (_, predicate, kind) => {
      const mediaType = 'application/vnd.oci.image.manifest.v1+json';
      // As cosign 3 writes it.
      const bytes = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType,
          artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
          config: {
            mediaType: 'application/vnd.oci.empty.v1+json',
            digest: digestOf(Buffer.from('{}')),
            size: 2,
          },
          layers: [],
          subject: { mediaType, digest, size: image.manifest.bytes.length },
          annotations: { 'dev.sigstore.bundle.predicateType': predicate },
        }),
      );
      const bundle = { digest: digestOf(bytes), mediaType, bytes };
      harbor.store.addManifest('team/app', bundle);
      const client = network.connect(harborProvider, harbor.url, {
        credential,
      });
      expect(
        await client.listReferrers!('team/app', digest, { signal }),
      ).toMatchObject({
        items: [
          {
            digest: bundle.digest,
            kind,
            artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
          },
        ],
      });
    },
  );
});

describe('the summary of a scan in Harbor', () => {
  let server: Server;

  afterEach(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );

  it.each([
    ['a severity alone', { severity: 'High' }, 'high', {}],
    [
      'counts alone',
      { summary: { summary: { Low: 3, Critical: 1 } } },
      'critical',
      { low: 3, critical: 1 },
    ],
    ['neither', {}, undefined, {}],
  ])(
    'with %s tells no more than it knows (fact 14)',
    async (_, told, severity, counts) => {
      const type = 'application/vnd.security.vulnerability.report; version=1.1';
      server = createServer((request, response) => {
        const isReport = request.url?.includes('/additions/');
        response.statusCode = isReport ? 403 : 200;
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            digest,
            scan_overview: { [type]: { scan_status: 'Success', ...told } },
          }),
        );
      });
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const { port } = server.address() as AddressInfo;
      const client = network.connect(
        harborProvider,
        `http://127.0.0.1:${port}`,
        { credential },
      );
      const report = await client.getVulnerabilities!('team/app', digest, {
        signal,
      });
      expect(report).toMatchObject({ state: 'finished', counts, items: [] });
      expect(report.severity).toBe(severity);
    },
  );
});
