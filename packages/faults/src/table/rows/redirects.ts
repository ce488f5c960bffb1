import { loginPage, redirect } from '../../registries/wrongAnswers';
import { FaultRow } from './FaultRow';

export const redirects: readonly FaultRow[] = [
  {
    title: 'Redirects in a circle',
    fault: { answer: redirect(path => path) },
  },
  {
    title: 'Redirects to another host that does not answer',
    fault: { answer: redirect('http://127.0.0.1:9/') },
  },
  {
    title: 'Redirects to a login page',
    fault: {
      answer: exchange =>
        (exchange.request.url === '/login' ? loginPage : redirect('/login'))(
          exchange,
        ),
    },
  },
  {
    title: 'Redirects from HTTPS to HTTP',
    secure: true,
    fault: {
      answer: exchange =>
        redirect(path => `http://${exchange.request.headers.host}${path}`)(
          exchange,
        ),
    },
  },
];
