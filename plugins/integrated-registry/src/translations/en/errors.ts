/** English texts of errors. */
export const errors = {
  error: {
    record: 'This entry cannot be shown.',
    retry: 'Retry',
    network: 'The portal’s backend did not answer.',
    nextNetwork: 'Check your network connection, then try again.',
    sessionEnded: 'Your session has ended.',
    nextSignIn: 'Reload the page and sign in again.',
    nextWait_one: 'Wait {{count}} second, then try again.',
    nextWait_other: 'Wait {{count}} seconds, then try again.',
    nextNotAllowed:
      'If you need access, ask an admin of the workspace or of the portal.',
    nextNotFound: 'It may have been removed. Reload the page.',
    nextInput: 'Correct it, then try again.',
    nextRetry:
      'Try again in a moment. If the problem persists, contact the administrators of this portal.',
  },
} as const;
