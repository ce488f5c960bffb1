import {
  body,
  cut,
  drip,
  endless,
  endlessHints,
  gzipBomb,
  loginPage,
  raw,
  silence,
  silenceAfterHeaders,
  typed,
  withHeaders,
} from '../../registries/wrongAnswers';
import { FaultRow } from './FaultRow';

export const bodies: readonly FaultRow[] = [
  { title: 'No answer to any request', fault: { answer: silence } },
  { title: 'Headers, and no body', fault: { answer: silenceAfterHeaders } },
  { title: 'One byte in a second', fault: { answer: drip(1_000) } },
  {
    title: 'The connection is reset within the headers',
    fault: { answer: raw('HTTP/1.1 200 OK\r\nContent-Ty', 'reset') },
  },
  {
    title: 'The connection is reset within the body',
    fault: { answer: withHeaders('Content-Length: 5000', '{"', 'reset') },
  },
  { title: 'The body is cut off', fault: { answer: cut } },
  { title: 'The body does not end', fault: { answer: endless } },
  { title: 'A gzip bomb', fault: { answer: gzipBomb } },
  {
    title: '`Content-Encoding: gzip`, and it is not',
    fault: { answer: body('{}', { 'content-encoding': 'gzip' }) },
  },
  {
    title: '`Content-Length` smaller than the body',
    fault: { answer: withHeaders('Content-Length: 1', '{"repositories":[]}') },
  },
  {
    title: 'Two different `Content-Length`',
    fault: {
      answer: withHeaders('Content-Length: 2\r\nContent-Length: 3', '{}'),
    },
  },
  {
    title: 'Headers of a megabyte',
    fault: { answer: withHeaders(`X-Large: ${'x'.repeat(1_024 * 1_024)}`) },
  },
  {
    title: 'Interim answers (103) without end',
    fault: { answer: endlessHints },
  },
  { title: 'JSON that is none', fault: { answer: body('{"tags": [') } },
  { title: 'JSON of another kind', fault: { answer: body('["hello"]') } },
  { title: 'An empty body', fault: { answer: body('') } },
  { title: 'A login page with 200', fault: { answer: loginPage } },
  {
    title: 'The right body as `text/plain`',
    fault: { answer: typed('text/plain') },
  },
];
