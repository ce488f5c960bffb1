import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  title: string;
  /** What to do about it. */
  description: string;
  children?: ReactNode;
}

/** Instead of a table that has nothing in it. */
export function EmptyState({ title, description, children }: EmptyStateProps) {
  return (
    <div className={styles.root}>
      <Text as="div" variant="title-x-small">
        {title}
      </Text>
      <Text as="div" color="secondary">
        {description}
      </Text>
      {children}
    </div>
  );
}
