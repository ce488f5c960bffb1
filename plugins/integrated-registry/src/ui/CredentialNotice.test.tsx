import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { CredentialNotice } from './CredentialNotice';

const HOUR_MS = 60 * 60 * 1_000;

describe('CredentialNotice', () => {
  it.each([
    ['expiresSoon', 30, 'The password expires in 1 day'],
    ['expiresSoon', 2, 'The password expires within a day'],
    ['unreadable', 30, /cannot be read any more.*Enter it again/],
    ['expired', -48, /The password expired on .*Enter a new one/],
  ] as const)('says of a password that is %s what to do', async (...row) => {
    const [state, hours, text] = row;
    renderInTestApp(
      <CredentialNotice
        state={state}
        expiresAt={new Date(Date.now() + hours * HOUR_MS).toISOString()}
      />,
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('says nothing of one that is valid', async () => {
    renderInTestApp(
      <>
        <p>nothing else</p>
        <CredentialNotice state="valid" expiresAt={undefined} />
      </>,
    );
    expect(await screen.findByText('nothing else')).toBeInTheDocument();
    expect(screen.queryByText(/password/)).not.toBeInTheDocument();
  });
});
