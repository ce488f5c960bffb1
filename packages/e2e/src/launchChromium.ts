import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

/**
 * Starts the machine's own Chromium; none is downloaded.
 *
 * @throws where there is none
 * @internal
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath =
    process.env.CHROMIUM_PATH ??
    [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
    ].find(path => existsSync(path));
  if (!executablePath) {
    throw new Error(
      'Chromium was not found. Install it (on Debian: apt-get install chromium), or name it in CHROMIUM_PATH.',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
