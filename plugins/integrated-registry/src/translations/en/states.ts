/** English texts of the state of an integration. */
export const states = {
  health: {
    healthy: 'Healthy',
    unhealthy: 'Unhealthy',
    backOff:
      'Wants fewer requests: left alone until {{date, datetime(dateStyle: short; timeStyle: medium)}}',
    unknown: 'Checking',
    checking: 'Checking since {{date, datetime(timeStyle: medium)}}',
    waiting: 'The first check has not ended yet.',
    checkedAt:
      'Last checked: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    since: 'Since: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    remedy: 'What to do: {{remedy}}',
  },
  repositoryIndex: {
    never: 'Not listed yet',
    crawling_one: 'Still being read: {{count, number}} so far',
    crawling_other: 'Still being read: {{count, number}} so far',
    count_one: '{{count, number}} repository',
    count_other: '{{count, number}} repositories',
    progress_one: '{{count, number}} page, {{rate, number}} a second',
    progress_other: '{{count, number}} pages, {{rate, number}} a second',
    cancelled_one: 'Reading was stopped after {{count, number}}',
    cancelled_other: 'Reading was stopped after {{count, number}}',
    finishedAt:
      'List of {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    staleSince:
      'May be out of date since {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    unread: 'Could not be listed',
    incomplete: 'Not the whole list',
    failed: 'Listing failed: {{reason}}',
  },
  credential: {
    expiresToday: 'The password expires within a day',
    expiresSoon_one: 'The password expires in {{count}} day',
    expiresSoon_other: 'The password expires in {{count}} days',
    expired:
      'The password expired on {{date, datetime(dateStyle: medium)}}. Enter a new one',
    unreadable:
      'The stored password cannot be read any more: its encryption key is missing, or what is stored was changed. Enter it again',
  },
  imageHost: {
    claimed:
      'Image host {{imageHost}}: not proven. Only this workspace can use it.',
    needsConfirmation:
      'Image host {{imageHost}}: a platform admin has to confirm it before its images can be chosen.',
  },
} as const;
