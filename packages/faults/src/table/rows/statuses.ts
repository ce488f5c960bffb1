import {
  atFirst,
  expiredPassword,
  status,
} from '../../registries/wrongAnswers';
import { FaultRow } from './FaultRow';

/** Longer than the faults last. */
const LEFT_ALONE_S = 600;
export const statuses: readonly FaultRow[] = [
  ...[400, 403, 404, 405, 408, 410, 412, 418, 451, 500, 501, 502, 503, 504].map(
    (code): FaultRow => ({
      title: `${code} to every request`,
      fault: { answer: status(code) },
    }),
  ),
  {
    title: '502 to each request, and the right answer when it is repeated',
    fault: { answer: atFirst(status(502)) },
  },
  {
    title: '401 to every request, without a challenge',
    fault: { answer: status(401) },
  },
  {
    title: '401 to every credential',
    fault: {
      answer: status(401, { 'www-authenticate': 'Basic realm="registry"' }),
    },
    refusesCredential: ['docker'],
  },
  {
    title: '403 (DENIED) to every credential, as clouds answer expired ones',
    fault: { answer: expiredPassword },
    refusesCredential: ['docker', 'harbor', 'jfrog'],
  },
  { title: '429', fault: { answer: status(429) } },
  {
    title: '429 with `Retry-After` in seconds',
    fault: { answer: status(429, { 'retry-after': String(LEFT_ALONE_S) }) },
    leftAloneFor: LEFT_ALONE_S,
  },
  {
    title: '429 with `Retry-After` as a date',
    fault: {
      answer: exchange =>
        status(429, {
          'retry-after': new Date(
            exchange.now() + LEFT_ALONE_S * 1_000,
          ).toUTCString(),
        })(exchange),
    },
    leftAloneFor: LEFT_ALONE_S,
  },
  {
    title: '429 with `Retry-After` of 31 years',
    fault: { answer: status(429, { 'retry-after': '999999999' }) },
    leftAloneFor: 3_600,
    asksForMore: true,
  },
  {
    title: '503 with `Retry-After`',
    fault: { answer: status(503, { 'retry-after': String(LEFT_ALONE_S) }) },
    leftAloneFor: LEFT_ALONE_S,
  },
];
