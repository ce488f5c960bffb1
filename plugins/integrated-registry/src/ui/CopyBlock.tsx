import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { integratedRegistryTranslationRef } from '../translations';
import styles from './CopyBlock.module.css';

export interface CopyBlockProps {
  /** What it is, for screen readers. */
  label: string;
  /** A command or a file. */
  children: string;
}

/** Lines to be copied as they are. */
export function CopyBlock({ label, children }: CopyBlockProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const [copied, copy] = useCopyToClipboard();
  const isCopied = copied.value === children && !copied.error;
  const Icon = isCopied ? RiCheckLine : RiFileCopyLine;
  return (
    <div role="group" aria-label={label} className={styles.root}>
      {/* Focus lets the keyboard scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} tabIndex={0}>
        {children}
      </pre>
      <div className={styles.copy}>
        <Text role="status" variant="body-small" color="secondary">
          {isCopied ? t('copy.copied') : ''}
        </Text>
        <ButtonIcon
          aria-label={t('copy.copy', { what: label })}
          icon={<Icon aria-hidden />}
          variant="tertiary"
          size="small"
          onPress={() => copy(children)}
        />
      </div>
    </div>
  );
}
