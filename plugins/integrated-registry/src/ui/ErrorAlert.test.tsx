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
});
