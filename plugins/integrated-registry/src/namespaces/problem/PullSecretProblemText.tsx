import { Text } from '@backstage/ui';
import { PullSecretProblem } from 'backstage-plugin-integrated-registry-common';
import { useWording } from '../../translations';
import { Foreign } from '../../ui';
import styles from './PullSecretProblemText.module.css';

export interface PullSecretProblemTextProps {
  problem: PullSecretProblem;
}

/** What happened and what to do about it, below a state. */
export function PullSecretProblemText({ problem }: PullSecretProblemTextProps) {
  const word = useWording();
  const { message, remedy } = word(problem);
  return (
    <div className={styles.root}>
      <Text as="div" variant="body-small">
        <Foreign>{message}</Foreign>
      </Text>
      <Text as="div" variant="body-small" color="secondary">
        <Foreign>{remedy}</Foreign>
      </Text>
    </div>
  );
}
