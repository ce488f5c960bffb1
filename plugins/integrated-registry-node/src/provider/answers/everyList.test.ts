import { clientOf, digest, many, signal } from '../__testUtils__/clientOf';
import { answerBounds } from './answerBounds';

const artifactOf = (given: Record<string, unknown>) =>
  clientOf({ getArtifact: async () => ({ digest, ...given }) }).getArtifact(
    'team/app',
    '1.0',
    { signal },
  );
const reportOf = async (given: Record<string, unknown>) =>
  (await clientOf({ getVulnerabilities: async () => given })
    .getVulnerabilities!('team/app', digest, { signal }))!;

interface Bounded {
  /** An entry as it is taken, with a text in it. */
  item: (text: string) => unknown;
  most: number;
  bytes: number;
  /** Fewer than `most`, which have room for all the bytes. */
  few: number;
  /** What is taken of a list, and how many are left out with those that were before. */
  taken: (
    items: unknown[],
    before?: unknown,
  ) => Promise<{ items: unknown; more: number | undefined }>;
  /** Its text may have no other characters. */
  ascii?: boolean;
}

const { layers, history, command, exposedPorts, vulnerabilities } =
  answerBounds;
const lists: Record<string, Bounded> = {
  layers: {
    ...layers,
    few: 190,
    item: mediaType => ({
      digest: `sha512:${'ab'.repeat(64)}`,
      mediaType,
      sizeBytes: Number.MAX_SAFE_INTEGER,
    }),
    ascii: true,
    taken: async (items, moreLayers) => {
      const found = await artifactOf({ layers: items, moreLayers });
      return { items: found.layers, more: found.moreLayers };
    },
  },
  history: {
    ...history,
    few: 100,
    item: createdBy => ({ createdBy }),
    taken: async (items, moreHistory) => {
      const found = await artifactOf({ history: items, moreHistory });
      return { items: found.history, more: found.moreHistory };
    },
  },
  entrypoint: {
    ...command,
    few: 50,
    item: word => word,
    taken: async (entrypoint, more) => {
      const { config } = await artifactOf({ config: { entrypoint, more } });
      return { items: config?.entrypoint, more: config?.more };
    },
  },
  cmd: {
    ...command,
    few: 50,
    item: word => word,
    taken: async (cmd, more) => {
      const { config } = await artifactOf({ config: { cmd, more } });
      return { items: config?.cmd, more: config?.more };
    },
  },
  exposedPorts: {
    ...exposedPorts,
    few: 40,
    item: port => port,
    taken: async (items, more) => {
      const { config } = await artifactOf({
        config: { exposedPorts: items, more },
      });
      return { items: config?.exposedPorts, more: config?.more };
    },
  },
  vulnerabilities: {
    ...vulnerabilities,
    few: 500,
    item: description => ({
      id: 'CVE-1',
      package: '',
      severity: 'unknown',
      description,
      links: [],
    }),
    taken: async (items, moreItems) => {
      const found = await reportOf({ items, moreItems });
      return { items: found.items, more: found.moreItems };
    },
  },
};

/** A text of so many bytes; of few characters where it may have any. */
const textOf = (bytes: number, ascii?: boolean) =>
  ascii
    ? 'x'.repeat(bytes)
    : `${'x'.repeat(bytes % 3)}${'漢'.repeat(Math.floor(bytes / 3))}`;
const costOf = (item: unknown) => Buffer.byteLength(`${JSON.stringify(item)},`);

/** As many entries, which cost as many bytes together. */
function filling({ item, few, ascii }: Bounded, bytes: number): unknown[] {
  const spare = bytes - few * costOf(item(''));
  return Array.from({ length: few }, (_, at) =>
    item(textOf(Math.floor((spare + at) / few), ascii)),
  );
}

describe('of the list of a registry, a checked provider', () => {
  describe.each(Object.entries(lists))('of %s', (_, list) => {
    const small = list.item('a');

    it('takes as many as there may be', async () => {
      const all = many(list.most, small);
      expect(await list.taken(all)).toEqual({ items: all });
      expect(await list.taken([...all, small], 2)).toEqual({
        items: all,
        more: 3,
      });
    });

    it('takes as many bytes as there may be', async () => {
      const all = filling(list, list.bytes);
      expect(await list.taken(all)).toEqual({ items: all });
      const tooMuch = filling(list, list.bytes + 1);
      expect(await list.taken(tooMuch)).toEqual({
        items: tooMuch.slice(0, -1),
        more: 1,
      });
    });

    it('leaves out what it cannot read', async () => {
      expect(await list.taken([null, small, 5])).toEqual({
        items: [small],
        more: 2,
      });
    });

    it('counts what is left out exactly', async () => {
      expect(await list.taken([null], 'odd')).toEqual({ items: [], more: 1 });
      expect(await list.taken([null], Number.MAX_SAFE_INTEGER)).toEqual({
        items: [],
        more: Number.MAX_SAFE_INTEGER,
      });
    });
  });

  it('takes labels and annotations as far as there is room', async () => {
    const { most, bytes } = answerBounds.labels;
    for (const field of ['labels', 'annotations'] as const) {
      const taken = async (texts: Record<string, string>, before?: unknown) => {
        const moreField =
          field === 'labels' ? 'moreLabels' : ('moreAnnotations' as const);
        const found = await artifactOf({ [field]: texts, [moreField]: before });
        return { texts: found[field], more: found[moreField] };
      };
      const named = (texts: string[]) =>
        Object.fromEntries(texts.map((text, at) => [`label${100 + at}`, text]));
      const all = named(many(most, ''));
      expect(await taken(all)).toEqual({ texts: all });
      expect(await taken({ ...all, last: '' }, 2)).toEqual({
        texts: all,
        more: 3,
      });

      const few = 50;
      const empty = costOf('label100') + costOf('');
      const full = many(few, textOf(bytes / few - empty));
      expect(await taken(named(full))).toEqual({ texts: named(full) });
      expect(
        await taken(named([...full.slice(0, -1), `${full.at(-1)}x`])),
      ).toEqual({ texts: named(full.slice(0, -1)), more: 1 });
    }
  });

  it('takes as many links as there may be', async () => {
    const link = 'https://example.com/';
    const report = await reportOf({
      items: [{ id: 'CVE-1', links: many(answerBounds.links + 1, link) }],
    });
    expect(report.items[0]).toMatchObject({
      links: many(answerBounds.links, link),
      moreLinks: 1,
    });
  });

  it('leaves out entries that are none', async () => {
    expect(await artifactOf({ layers: [{ digest: 'x' }] })).toMatchObject({
      layers: [],
      moreLayers: 1,
    });
    const referrers = clientOf({
      listReferrers: async () => ({ items: [null, { digest }] }),
    }).listReferrers!('team/app', digest, { signal });
    expect(await referrers).toEqual({
      items: [{ digest, mediaType: '', kind: 'other' }],
      more: 1,
    });
    const diagnosis = clientOf({
      diagnose: async () => ({ ok: true, steps: [null, 5] }),
    }).diagnose({ signal });
    expect(await diagnosis).toEqual({ ok: true, steps: [] });
    const nothing = clientOf({ diagnose: async () => null });
    expect(await nothing.diagnose({ signal })).toEqual({
      ok: false,
      steps: [],
    });
  });
});
