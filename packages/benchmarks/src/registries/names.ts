import { Query } from '../queries/Query';

const TEAMS =
  'payments storefront logistics platform search identity billing catalog media mobile data insights growth support fraud pricing orders returns warehouse shipping loyalty ads content video music maps travel energy health risk treasury ledger tax legal people security network storage compute edge'.split(
    ' ',
  );
const THINGS =
  'ledger checkout basket invoice refund voucher profile session account address stock parcel carrier route depot label token consent audit policy rule score model feature stream event queue topic schema index query crawler parser render image thumbnail player codec tile place ticket seat meter sensor alarm report export import backup'.split(
    ' ',
  );
const KINDS =
  'api worker ui gateway proxy cache batch cron sync migrator seeder reader writer indexer scheduler consumer producer exporter importer adapter bridge relay router balancer controller operator agent sidecar init job cli tool sdk mock stub bench test smoke canary shadow replica primary edge core base common shared util legacy next'.split(
    ' ',
  );

/** As many repositories as there are combinations; the words come in every order of magnitude. */
export function repositoryName(at: number): string {
  const team = TEAMS[at % TEAMS.length];
  const thing = THINGS[Math.floor(at / TEAMS.length) % THINGS.length];
  const round = Math.floor(at / (TEAMS.length * THINGS.length));
  const kind = KINDS[round % KINDS.length];
  const generation = Math.floor(round / KINDS.length);
  return `${team}/${thing}-${kind}${
    generation > 0 ? `-${generation + 1}` : ''
  }`;
}

/** What somebody types who looks for a repository. */
export function phraseFor(random: () => number): string {
  const pick = (words: readonly string[]) =>
    words[Math.floor(random() * words.length)];
  return random() < 0.5
    ? `${pick(THINGS)}-${pick(KINDS)}`
    : `${pick(TEAMS)}/${pick(THINGS)}`;
}

/** The same numbers in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Phrases that are typed a letter at a time. */
export function typedPhrases(count: number): Query[] {
  const random = seededRandom(1);
  return Array.from({ length: count }, () => {
    const phrase = phraseFor(random);
    return {
      kind: 'search',
      texts: Array.from(phrase, (_, at) => phrase.slice(0, at + 1)),
    };
  });
}
