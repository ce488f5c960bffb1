import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import {
  Gap,
  IntegratedRegistryError,
} from 'backstage-plugin-integrated-registry-common';
import { ReactElement } from 'react';
import { ErrorAlert } from './ErrorAlert';
import { ErrorProblem } from './ErrorProblem';
import { GapNotice } from './GapNotice';
import { GapProblem } from './GapProblem';
import { Problem } from './Problem';

const HOSTILE = 'team/\u202Eppa\u200B';
const SHOWN = 'team/‹U+202E›ppa‹U+200B›';

const error = new IntegratedRegistryError({
  name: 'Error',
  message: `why ${HOSTILE}`,
  httpStatus: 503,
  failure: {
    code: 'UPSTREAM_ERROR',
    message: `why ${HOSTILE}`,
    remedy: `next ${HOSTILE}`,
  },
});
const gap: Gap = {
  scope: { kind: 'project', name: HOSTILE },
  code: 'REFUSED',
  message: '',
  remedy: '',
};

it.each<[string, texts: number, ReactElement]>([
  ['an alert', 3, <ErrorAlert title={`a ${HOSTILE}`} error={error} />],
  [
    'an error of the picker',
    2,
    <ErrorProblem title={`a ${HOSTILE}`} error={error} />,
  ],
  ['a note', 1, <Problem kind="note" title={`a ${HOSTILE}`} />],
  ['a gap on the page', 2, <GapNotice registry="x" gaps={[gap]} />],
  [
    'a gap in the picker',
    3,
    <GapProblem
      title={`a ${HOSTILE}`}
      gaps={[gap]}
      registryOf={() => HOSTILE}
    />,
  ],
])('marks and isolates what others wrote in %s', async (_, texts, element) => {
  renderInTestApp(element);
  const shown = await screen.findAllByText(text => text.includes(SHOWN));
  expect(shown.map(({ tagName }) => tagName)).toEqual(Array(texts).fill('BDI'));
  expect(document.body.textContent).not.toMatch(/[\u202E\u200B]/);
});
