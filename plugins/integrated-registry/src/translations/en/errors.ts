/** English texts of errors. */
export const errors = {
  error: {
    record: 'This entry cannot be shown.',
    retry: 'Retry',
    network: 'The portal’s backend did not answer.',
    nextNetwork: 'Check your network connection, then try again.',
    nextSignIn: 'Your session may have ended. Sign in again.',
    nextWait_one: 'Wait {{count}} second, then try again.',
    nextWait_other: 'Wait {{count}} seconds, then try again.',
    nextNotAllowed:
      'If you should be able to, ask those who look after the workspace or the portal.',
    nextNotFound:
      'It may have been removed in the meantime. Load the page anew.',
    nextRetry:
      'Try again in a moment. If it stays so, tell those who run this portal.',
  },
} as const;
