import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anImageApi, digest, scanned } from '../../__testUtils__';
import { pick, renderPicker } from '../__testUtils__';

describe('vulnerabilities in the image picker', () => {
  it('shows the vulnerabilities of the chosen image, where its registry scans', async () => {
    const api = anImageApi({
      getVulnerabilities: async () =>
        scanned({ counts: { critical: 1, low: 3 }, fixable: 2 }),
    });
    renderPicker(api);
    await pick();
    expect(
      await screen.findByText(
        'Vulnerabilities: 1 critical, 3 low; 2 fixed in newer packages',
      ),
    ).toBeInTheDocument();
    expect(api.getVulnerabilities).toHaveBeenCalledWith(
      { integrationId: 'one', repository: 'team/app', digest },
      expect.anything(),
    );
  });

  it('does not call an image clean of which only the worst is known', async () => {
    renderPicker(
      anImageApi({
        getVulnerabilities: async () => scanned({ severity: 'critical' }),
      }),
    );
    await pick();
    expect(
      await screen.findByText('Vulnerabilities found; number unknown'),
    ).toBeInTheDocument();
  });

  it('has an image scanned that nobody has scanned', async () => {
    const api = anImageApi({
      getVulnerabilities: async () => scanned({ state: 'notScanned' }),
      startScan: async () => scanned({ state: 'queued' }),
    });
    renderPicker(api);
    await pick();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Scan image' }),
    );
    expect(
      await screen.findByText('Vulnerability scan queued'),
    ).toBeInTheDocument();
  });
});
