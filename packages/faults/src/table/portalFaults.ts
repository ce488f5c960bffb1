/** A fault of the portal's own parts; each has a test of its title. */
export interface PortalFault {
  title: string;
  /** What people see while it lasts. */
  told: string;
  kept: string;
  recovers: string;
}

const CRAWL_TAKEN_UP =
  'a crawl that was cut off goes on where it stood, on any replica, once its lease of 20 s is over';

export const portalFaults = {
  rollingRestart: {
    title:
      'Replicas are restarted one after the other, as [Operate](operate.md#replicas) has it',
    told: 'nothing: no request fails',
    kept: 'everything',
    recovers: 'at once',
  },
  sigterm: {
    title: 'SIGTERM while requests wait for a registry',
    told: 'requests that had begun are answered; new ones go to the other replica',
    kept: 'everything',
    recovers: 'the process has ended within 10 s',
  },
  sigtermHanging: {
    title: 'SIGTERM under load, while a registry hangs and a crawl runs',
    told: 'that the registry does not answer, or that the portal is shutting down',
    kept: 'everything',
    recovers: `the process has ended within 10 s; ${CRAWL_TAKEN_UP}`,
  },
  killedInCrawl: {
    title: 'SIGKILL to the replica that crawls',
    told: 'nothing, on the other replica',
    kept: 'all repositories that were known, and how far the crawl was',
    recovers: CRAWL_TAKEN_UP,
  },
  killedInWrites: {
    title: 'SIGKILL to one replica, or to both at once, while people write',
    told: 'requests that had begun fail; with one replica left, new ones are answered',
    kept: 'everything that was answered with success',
    recovers: 'as soon as a replica is ready',
  },
  postgres: {
    title: 'PostgreSQL is restarted under load, while a crawl runs',
    told: 'that the portal failed to answer, without a word of the database',
    kept: 'everything that was answered with success',
    recovers: `as soon as PostgreSQL answers; ${CRAWL_TAKEN_UP}`,
  },
  redis: {
    title: 'Redis is gone, and comes back empty',
    told: 'nothing: registries are asked more often',
    kept: 'everything but what was cached',
    recovers: 'it is used again within half a minute',
  },
  pool: {
    title: 'No connection to the database is free for 15 s',
    told: 'nothing, or after a while that the portal failed to answer',
    kept: 'everything',
    recovers: 'as soon as connections are free',
  },
  disk: {
    title: 'The disk of the database is full',
    told: 'the crawl failed, and why; search answers',
    kept: 'all repositories that were known',
    recovers: 'with the next crawl, once there is room',
  },
  day: {
    title: 'A day passes, with two replicas',
    told: 'nothing',
    kept: 'everything',
    recovers: 'each hour is crawled once, and checked once each time',
  },
} satisfies Record<string, PortalFault>;
