import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiKey2Line } from '@remixicon/react';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryTranslationRef,
  Translate,
} from '../../translations';
import styles from './CredentialNotice.module.css';

export interface CredentialNoticeProps {
  integration: Pick<Integration, 'credentialState' | 'credentialExpiresAt'>;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Says when a password needs somebody: it expires soon, has expired or cannot be read any more. */
export function CredentialNotice({ integration }: CredentialNoticeProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const notice = inWords(integration, t);
  if (!notice) {
    return null;
  }
  return (
    <Text
      as="div"
      variant="body-small"
      color={
        integration.credentialState === 'expiresSoon' ? 'warning' : 'danger'
      }
      className={styles.notice}
    >
      <RiKey2Line aria-hidden size={14} className={styles.icon} /> {notice}
    </Text>
  );
}

function inWords(
  {
    credentialState,
    credentialExpiresAt,
  }: CredentialNoticeProps['integration'],
  t: Translate,
): string | undefined {
  const end = new Date(credentialExpiresAt ?? Date.now());
  switch (credentialState) {
    case 'expiresSoon': {
      const days = Math.floor((end.getTime() - Date.now()) / DAY_MS);
      return days < 1
        ? t('credential.expiresToday')
        : t('credential.expiresSoon', { count: days });
    }
    case 'expired':
      return t('credential.expired', { date: end });
    case 'unreadable':
      return t('credential.unreadable');
    default:
      return undefined;
  }
}
