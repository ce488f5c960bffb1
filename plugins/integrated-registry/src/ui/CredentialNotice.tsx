import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiKey2Line } from '@remixicon/react';
import { CredentialState } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef, Translate } from '../translations';
import styles from './CredentialNotice.module.css';

export interface CredentialNoticeProps {
  /** Absent where there is no password. */
  state: CredentialState | undefined;
  /** ISO 8601. */
  expiresAt: string | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Says when a password needs somebody: it expires soon, has expired or cannot be read any more. */
export function CredentialNotice({ state, expiresAt }: CredentialNoticeProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const notice = inWords(state, expiresAt, t);
  if (!notice) {
    return null;
  }
  return (
    <Text
      as="div"
      variant="body-small"
      color={state === 'expiresSoon' ? 'warning' : 'danger'}
      className={styles.notice}
    >
      <RiKey2Line aria-hidden size={14} className={styles.icon} /> {notice}
    </Text>
  );
}

function inWords(
  state: CredentialState | undefined,
  expiresAt: string | undefined,
  t: Translate,
): string | undefined {
  const end = new Date(expiresAt ?? Date.now());
  switch (state) {
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
