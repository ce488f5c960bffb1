import {
  AuditorService,
  AuthService,
  CacheService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NetworkPolicy } from 'backstage-plugin-integrated-registry-node';
import { WorkspaceDirectory } from '../access';
import { PullSecretTargets } from '../deploying';
import { IntegrationStore } from '../model';
import { Database } from '../platform';
import { ProviderRegistry } from '../providers';

/** What the backend is made from: services of Backstage, and what is opened before it starts. */
export interface BackendOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  cache: CacheService;
  config: RootConfigService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  userInfo: UserInfoService;
  database: Database;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
  providers: ProviderRegistry;
  targets: PullSecretTargets;
  networkPolicy: NetworkPolicy;
}
