import {
  body,
  loginPage,
  silence,
  status,
} from '../../registries/wrongAnswers';
import { FaultRow } from './FaultRow';

/** Where each registry hands out tokens. */
const isTokenServer = (path: string) =>
  /^\/token|^\/service\/token|\/v2\/token/.test(path);

const PARTS = {
  database: 'database',
  storage: 'image storage',
  login: 'login service',
};

export const logins: readonly FaultRow[] = [
  {
    title: 'The token server answers 500',
    fault: { only: isTokenServer, answer: status(500) },
  },
  {
    title: 'The token server does not answer',
    fault: { only: isTokenServer, answer: silence },
  },
  {
    title: 'The token server answers 401',
    fault: { only: isTokenServer, answer: status(401) },
    refusesCredential: ['docker'],
  },
  {
    title: 'The token server answers with a login page',
    fault: { only: isTokenServer, answer: loginPage },
  },
  {
    title: 'The token server answers without a token',
    fault: { only: isTokenServer, answer: body('{}') },
  },
  {
    title: 'The challenge names a token server by its path alone',
    fault: {
      only: path => path.startsWith('/v2/'),
      answer: status(401, {
        'www-authenticate': 'Bearer realm="/token",service="registry"',
      }),
    },
  },
  {
    title: 'The challenge names a token server at another host',
    fault: {
      only: path => /\/v2\//.test(path),
      answer: status(401, {
        'www-authenticate':
          'Bearer realm="http://127.0.0.1:9/token",service="registry"',
      }),
    },
  },
  ...(['database', 'storage', 'login'] as const).map(
    (outage): FaultRow => ({
      title: `The ${PARTS[outage]} of the registry is down`,
      of: ['harbor', 'jfrog'],
      fault: { outage },
    }),
  ),
];
