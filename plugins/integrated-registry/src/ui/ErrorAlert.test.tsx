import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { ErrorAlert } from './ErrorAlert';

describe('ErrorAlert', () => {
  it('says how long to wait where somebody asked too often', async () => {
    renderInTestApp(
      <ErrorAlert
        title="The connection could not be tested"
        error={
          new IntegratedRegistryError({
            name: 'TooManyRequestsError',
            message: 'You have tested many connections in a short time',
            httpStatus: 429,
            retryAfter: 41.2,
          })
        }
      />,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You have tested many connections in a short timeWait 42 seconds, then try again.',
    );
  });

  it.each([
    [
      'AuthenticationError',
      401,
      'Illegal token',
      'Your session has ended.Reload the page and sign in again.',
    ],
    [
      'InputError',
      400,
      'limit is a whole number',
      'limit is a whole numberCorrect it, then try again.',
    ],
  ])('says what to do about %s', async (name, httpStatus, message, text) => {
    renderInTestApp(
      <ErrorAlert
        title="Not done"
        error={new IntegratedRegistryError({ name, message, httpStatus })}
      />,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      `Not done${text}`,
    );
  });
});
