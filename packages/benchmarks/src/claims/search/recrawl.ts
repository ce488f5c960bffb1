import { join } from 'node:path';
import { Bench, Row } from '../../Claim';
import { median, ms, timed } from '../../measure/statistics';
import { FilledPortal } from './fillPortal';
import { WrittenRows } from './WrittenRows';

const MAX_SECONDS = 40;

const list = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([table, count]) => `${table} ${count.toLocaleString('en-US')}`)
    .join(', ') || 'none';

/** Everything is crawled again, and nothing has changed. The backend is stopped afterwards. */
export async function measureRecrawl(
  bench: Bench,
  { backend, database, ids, where, scale }: FilledPortal,
): Promise<Row[]> {
  const what = `crawl of the same ${scale.repositories.toLocaleString(
    'en-US',
  )} repositories again, ${database}`;
  const took: number[] = [];
  for (let at = 0; at < bench.sizes.kind.times; at++) {
    bench.say(`crawling again with ${database}`);
    took.push(await timed(() => backend.api.recrawled(ids)));
  }
  // Counting has a price of its own.
  bench.say('crawling again, counting the rows that are written');
  await backend.stop();
  const rows = await WrittenRows.begin(where, join(bench.directory, database));
  await backend.startAgain({});
  await backend.api.recrawled(ids);
  await backend.stop();
  const written = await rows.end();
  return [
    {
      what,
      mustReach: `≤ ${MAX_SECONDS} s`,
      measured: `median ${ms(median(took))} of ${took.map(ms).join(', ')}`,
      reached: median(took) <= MAX_SECONDS * 1_000,
    },
    {
      what: `rows that it writes, ${database}`,
      mustReach: 'none of repositories or of what they are searched by',
      measured: `${list(written.repositories)}; of its own progress: ${list(
        written.progress,
      )}`,
      reached: Object.keys(written.repositories).length === 0,
    },
  ];
}
