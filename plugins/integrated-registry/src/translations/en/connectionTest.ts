/** English texts of the connection test. */
export const connectionTest = {
  test: {
    title: 'Test connection to {{name}}',
    button: 'Test connection',
    again: 'Test again',
    running: 'Testing the connection',
    cancel: 'Cancel test',
    cancelled: 'The test was cancelled.',
    passed: 'The connection works',
    failed: 'Connection test failed at step “{{step}}”',
    notRun: 'The connection could not be tested',
    steps: 'Steps of the connection test',
    close: 'Close',
    remedy: 'What to do: {{remedy}}',
    state: { ok: 'OK', failed: 'Failed', skipped: 'Skipped' },
    step: {
      dns: 'Name resolution (DNS)',
      tcp: 'Connection (TCP)',
      tls: 'Encryption (TLS)',
      protocol: 'Protocol',
      login: 'Login',
      catalogue: 'Catalogue',
      list: 'Tag list',
      pull: 'Image pull',
    },
  },
} as const;
