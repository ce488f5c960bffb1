import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './StateBadge.module.css';

/** How a state looks. */
export interface StateLook {
  icon: RemixiconComponentType;
  color: 'success' | 'warning' | 'danger' | 'secondary';
}

export interface StateBadgeProps {
  look: StateLook;
  /** The state in one word. */
  text: string;
  /** Opens on hover and on focus. */
  tooltip: ReactNode;
  /** Below it. */
  children?: ReactNode;
}

/** A state in one word, with what there is to say about it. */
export function StateBadge({
  look: { icon: Icon, color },
  text,
  tooltip,
  children,
}: StateBadgeProps) {
  return (
    <div className={styles.root}>
      <TooltipTrigger delay={200}>
        <Button
          size="small"
          variant="tertiary"
          className={`${styles.badge} ${styles[color]}`}
          iconStart={<Icon aria-hidden size={16} />}
        >
          {text}
        </Button>
        <Tooltip className={styles.tooltip}>{tooltip}</Tooltip>
      </TooltipTrigger>
      {children}
    </div>
  );
}
