import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
} from '@remixicon/react';
import { Health } from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { Foreign, StateBadge, StateLook } from '../../ui';
import styles from './HealthBadge.module.css';

const looks: Record<Health['state'], StateLook> = {
  healthy: { icon: RiCheckboxCircleLine, color: 'success' },
  unhealthy: { icon: RiErrorWarningLine, color: 'danger' },
  unknown: { icon: RiLoader4Line, color: 'secondary' },
};

/**
 * The health of an integration in one word. When it was checked and what to do where it is
 * unhealthy stands in a tooltip, which opens on hover and on focus.
 */
export function HealthBadge({ health }: { health: Health }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const { failure, backOff, checking } = health;
  return (
    <StateBadge
      look={looks[health.state]}
      text={t(`health.${health.state}`)}
      tooltip={
        <>
          {failure && (
            <>
              <div>
                <Foreign>{word(failure).message}</Foreign>
              </div>
              <div>
                <Foreign>
                  {t('health.remedy', { remedy: word(failure).remedy })}
                </Foreign>
              </div>
            </>
          )}
          {health.state !== 'unknown' && health.since && (
            <div>{t('health.since', { date: new Date(health.since) })}</div>
          )}
          {health.checkedAt ? (
            <div>
              {t('health.checkedAt', { date: new Date(health.checkedAt) })}
            </div>
          ) : (
            <div>{t('health.waiting')}</div>
          )}
        </>
      }
    >
      {checking && health.state !== 'unknown' && (
        <Text
          as="div"
          variant="body-small"
          color="secondary"
          className={styles.reason}
        >
          {t('health.checking', { date: new Date(checking.since) })}
        </Text>
      )}
      {(failure || backOff) && (
        <Text
          as="div"
          variant="body-small"
          color="secondary"
          className={styles.reason}
        >
          {failure ? (
            <Foreign>{word(failure).message}</Foreign>
          ) : (
            backOff && t('health.backOff', { date: new Date(backOff.until) })
          )}
        </Text>
      )}
    </StateBadge>
  );
}
