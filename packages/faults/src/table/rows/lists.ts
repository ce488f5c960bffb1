import {
  body,
  doubled,
  emptied,
  silence,
  status,
} from '../../registries/wrongAnswers';
import { FaultRow } from './FaultRow';

/** The lists a crawl reads. */
const isList = (path: string) =>
  /_catalog|\/api\/v2\.0\/(projects|repositories)\b|\/api\/search\/aql|\/api\/repositories/.test(
    path,
  );

export const lists: readonly FaultRow[] = [
  {
    title: 'The list of repositories answers 500',
    fault: { only: isList, answer: status(500) },
  },
  {
    title: 'The list of repositories does not answer',
    fault: { only: isList, answer: silence },
  },
  {
    title: 'The list of repositories is refused (403)',
    fault: { only: isList, answer: status(403) },
  },
  {
    title: 'The list of repositories is of another kind',
    fault: { only: isList, answer: body('{"hello":"world"}') },
  },
  {
    title: 'The list of repositories is empty',
    fault: { only: isList, answer: emptied },
  },
  {
    title: 'The list of repositories has everything twice',
    fault: { only: isList, answer: doubled },
  },
  {
    title: 'Each page of the list names itself as the next',
    fault: {
      only: isList,
      answer: async exchange => {
        const { request, response, right } = exchange;
        response.setHeader('link', `<${request.url}>; rel="next"`);
        await right();
      },
    },
  },
];
