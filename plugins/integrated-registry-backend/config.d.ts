import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  integratedRegistry?: {
    /** Entity refs of the users and groups who may do everything in every workspace. */
    platformAdmins?: string[];

    workspaces?: {
      /**
       * Who administers a Group that has no annotation `integrated-registry.io/admins`: `none`
       * (platform admins only, the default) or its `members`.
       */
      defaultAdmins?: 'none' | 'members';
      /**
       * False leaves every decision to the permission policy, which `permission.enabled` must switch
       * on. Default true.
       */
      enforceRoles?: boolean;
      /**
       * Who says which Groups somebody belongs to: the `catalog` (default; a Group that the sign-in
       * names counts while the catalog has the person in it or in a Group below) or the `token`, for
       * portals whose groups come with the sign-in alone.
       */
      membership?: 'catalog' | 'token';
      /**
       * For how many hours a Group may be away from the catalog and have its integrations again by
       * itself. Afterwards a platform admin assigns them. Default 24.
       */
      graceHours?: number;
    };

    permissions?: {
      /**
       * For how many seconds is remembered what the permission policy says about who may read and
       * use, and what sign-in says about who somebody owns through. What changes something is asked
       * every time. Default 10; 0: not remembered; 60 at most.
       */
      maxAgeSeconds?: number;
    };

    encryption?: {
      /** What registry passwords are encrypted with. The first key encrypts, all of them decrypt. */
      keys?: Array<{
        /** Names the key; give a new key a new id. */
        id: string;
        /**
         * At least 16 characters; make one with `openssl rand -base64 32`.
         *
         * @visibility secret
         */
        secret: string;
      }>;
      /** Ids of keys that are lost for good: the start is not refused for their sake. */
      lostKeys?: string[];
    };

    credentials?: {
      /** How many days ahead of its end a registry password is warned about. Default 14. */
      expiryWarningDays?: number;
    };

    /** Which addresses the backend connects to on behalf of workspace admins. */
    network?: {
      /** Host globs and address ranges, each with an optional port. */
      allow?: string[];
      /** The same; goes before `allow`. */
      deny?: string[];
    };

    deadlines?: {
      /**
       * For how many seconds a person waits for a registry in total, retries included: to test a
       * connection, to list tags, to choose an image. A registry that takes longer for one request of
       * a health check is unhealthy. Default 10.
       */
      interactive?: number;
    };

    /** How much registries are asked, how often one person may have them asked, and how much is held; each replica counts. */
    limits?: {
      /** Tests, saving a changed connection, refreshing. Default 20. */
      connectionTestsPerMinute?: number;
      /** Images that are resolved, by picker and template. Default 120. */
      resolvesPerMinute?: number;
      /** Image uses one person may record. Default 60. */
      imageUsesPerMinute?: number;
      /** Namespaces one person may have bound, compared or taken over. Default 60. */
      clusterRequestsPerMinute?: number;
      /**
       * Repositories of one integration that are looked at one by one because a webhook has named them;
       * beyond, a crawl does it. Default 120.
       */
      webhookRepositoriesPerMinute?: number;
      /** Calls of webhooks without the right secret that are answered and audited one by one. Default 60. */
      refusedWebhooksPerMinute?: number;
      /** Image uses kept of one person in one workspace; the oldest go. Default 1,000. */
      imageUsesPerPerson?: number;
      /** Image uses kept in one workspace; the oldest go. Default 10,000. */
      imageUsesPerWorkspace?: number;
      /** Requests to one registry that are under way together. Default 8. */
      registryRequestsAtOnce?: number;
      /** Requests to one registry per second, crawls and health checks included. Default 50. */
      registryRequestsPerSecond?: number;
      /** In the repository index; what is beyond is left out, and said to be. Default 200,000. */
      repositoriesPerIntegration?: number;
    };

    repositoryIndex?: {
      /**
       * How many days a repository stays in the index that the registry no longer shows without
       * calling it gone, as after a lost permission. Default 30.
       */
      keepDays?: number;
    };

    pullSecrets?: {
      /** Name of the Secret in each bound namespace. Default `integrated-registry`. */
      name?: string;
      /** After how many minutes a Secret that is in place is compared again. Default 5. */
      compareEveryMinutes?: number;
      /** For how many days a pull credential that the portal makes in a registry is valid. Default 30. */
      mintedDays?: number;
      /** For how many hours it stays valid after another has taken its place. Default 1. */
      mintedGraceHours?: number;
    };

    /**
     * Namespaces of clusters that belong to workspaces; changed here and nowhere else. The namespace
     * has to carry the label `integrated-registry.io/workspace` as well.
     */
    namespaces?: Array<{
      /** Name of a cluster of `integratedRegistry.clusters`. */
      cluster: string;
      namespace: string;
      /** Entity ref of the Group it belongs to. */
      workspace: string;
      /** ServiceAccounts that the pull secret is linked to. */
      serviceAccounts?: string[];
    }>;

    schedule?: {
      /** Health checks; every 5 minutes where it is left out. */
      health?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Crawls of the repository index; every hour where it is left out. */
      crawl?: SchedulerServiceTaskScheduleDefinitionConfig;
    };

    /** Integrations that are part of the configuration; changed here and nowhere else. */
    integrations?: Array<{
      /** Entity ref of the Group that owns it. */
      workspace: string;
      /** `docker`, `harbor`, `jfrog`, or what a module adds. With another one it is another integration. */
      type: string;
      /** Unique in its workspace, whether upper or lower case. */
      name: string;
      description?: string;
      /** Of the registry's API. With another one it is another integration. */
      url: string;
      /** What stands before the repository in a pull command; default the host of `url`. */
      imageHost?: string;
      username?: string;
      /** @visibility secret */
      password?: string;
      /** When the password expires, such as 2027-01-31, where the registry does not tell. */
      credentialExpiresAt?: string;
      tls?: {
        /** PEM. */
        caCertificate?: string;
        skipVerify?: boolean;
      };
      /** Declared repositories, for registries without a catalogue. */
      repositories?: string[];
      /** Globs; only matching repositories are offered. */
      repositoryFilter?: string[];
      /** Who besides the workspace may use it; a list names workspaces. Default: nobody. */
      sharing?: 'nobody' | 'everybody' | string[];
    }>;
  };
}
