import { buildImage } from 'registry-simulator';
import { testHarbor } from './__testUtils__/testHarbor';

const { connect, image, running, signal, start } = testHarbor;

describe('HarborProvider and artifacts', () => {
  afterEach(() => running.harbor.stop());

  it('has an artifact scanned, follows it and reads the report (facts 13, 14)', async () => {
    await start();
    running.harbor.store.addImage('team/app', image, '1.0');
    const client = connect();
    const { digest } = image.manifest;
    const look = () =>
      client.getVulnerabilities!('team/app', digest, { signal });
    expect(await look()).toEqual({
      state: 'notScanned',
      counts: {},
      items: [],
    });
    await client.startScan!('team/app', digest, { signal });
    expect(await look()).toMatchObject({ state: 'queued', items: [] });
    expect(await look()).toMatchObject({ state: 'running', percent: 40 });
    const report = await look();
    expect(report).toMatchObject({
      state: 'finished',
      severity: 'critical',
      scanner: 'Trivy v0.50.0',
      counts: { critical: 1, high: 1, medium: 1, low: 1 },
      fixable: 2,
    });
    expect(report.items.map(({ severity }) => severity)).toEqual([
      'critical',
      'high',
      'medium',
      'low',
    ]);
    expect(report.items[0]).toEqual({
      id: 'CVE-2024-0001',
      package: 'openssl',
      version: '1.1.1',
      fixedVersion: '1.1.2',
      severity: 'critical',
      score: 9.8,
      description: 'd CVE-2024-0001',
      links: ['https://example.test/CVE-2024-0001'],
    });
  });

  it('says what to do where there is no scanner (fact 15)', async () => {
    await start({ scanner: false });
    running.harbor.store.addImage('team/app', image, '1.0');
    await expect(
      connect().startScan!('team/app', image.manifest.digest, { signal }),
    ).rejects.toMatchObject({
      message: 'Harbor cannot scan this artifact now.',
      remedy: expect.stringContaining('administrator'),
    });
  });

  it('finds signatures among the accessories, and not among the tags (fact 24)', async () => {
    await start();
    running.harbor.store.addImage('team/app', image, '1.0');
    const hex = image.manifest.digest.slice('sha256:'.length);
    const signature = buildImage({ layers: ['signature'] });
    running.harbor.store.addImage('team/app', signature, `sha256-${hex}.sig`);
    const client = connect();
    const { items } = await client.listTags('team/app', { signal });
    expect(items.map(({ name }) => name)).toEqual(['1.0']);
    expect(
      await client.listReferrers!('team/app', image.manifest.digest, {
        signal,
      }),
    ).toEqual({
      items: [
        expect.objectContaining({
          digest: signature.manifest.digest,
          kind: 'signature',
        }),
      ],
    });
  });

  it('tells when an artifact was pushed', async () => {
    await start();
    const pushedAt = '2026-03-04T05:06:07.000Z';
    running.harbor.store.addImage('team/app', image, '1.0', pushedAt);
    expect(
      await connect().getArtifact('team/app', '1.0', { signal }),
    ).toMatchObject({ digest: image.manifest.digest, pushedAt });
  });
});
