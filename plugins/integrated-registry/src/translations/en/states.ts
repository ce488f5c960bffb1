/** English texts of the state of an integration. */
export const states = {
  health: {
    healthy: 'Healthy',
    unhealthy: 'Unhealthy',
    backOff:
      'Rate limited: no requests until {{date, datetime(dateStyle: short; timeStyle: medium)}}',
    unknown: 'Checking',
    checking: 'Checking since {{date, datetime(timeStyle: medium)}}',
    waiting: 'The first check is still running.',
    checkedAt:
      'Last checked: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    since: 'Since: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    remedy: 'What to do: {{remedy}}',
  },
  repositoryIndex: {
    never: 'Not crawled yet',
    crawling_one: 'Crawling: {{count, number}} repository so far',
    crawling_other: 'Crawling: {{count, number}} repositories so far',
    count_one: '{{count, number}} repository',
    count_other: '{{count, number}} repositories',
    progress_one: '{{count, number}} page, {{rate, number}} a second',
    progress_other: '{{count, number}} pages, {{rate, number}} a second',
    cancelled_one: 'Crawl stopped after {{count, number}} repository',
    cancelled_other: 'Crawl stopped after {{count, number}} repositories',
    finishedAt:
      'Last crawled {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    staleSince:
      'Stale since {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    unread: 'Crawl failed',
    incomplete: 'Partial list',
    failed: 'Crawl failed: {{reason}}',
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
