import { mockServices } from '@backstage/backend-test-utils';
import { SecretNet } from 'registry-simulator';

/** Loggers whose lines are looked through for secrets. */
export function inspectedLoggers(net: () => SecretNet) {
  const log = (...said: unknown[]) => net().inspect('a log', said);
  const logger = {
    error: log,
    warn: log,
    info: log,
    debug: log,
    child: () => mockServices.logger.mock(logger),
  };
  return [
    mockServices.logger.mock(logger).factory,
    mockServices.rootLogger.mock(logger).factory,
  ];
}
