import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, Tooltip, TooltipTrigger } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloudOffLine,
  RiDeleteBinLine,
  RiErrorWarningLine,
  RiForbidLine,
  RiGitBranchLine,
  RiLoader4Line,
} from '@remixicon/react';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { useFormats } from '../../ui';
import { PullSecretProblemText } from '../problem';
import styles from './BindingState.module.css';

const icons = {
  inPlace: RiCheckboxCircleLine,
  writing: RiLoader4Line,
  empty: RiForbidLine,
  drifted: RiGitBranchLine,
  refused: RiErrorWarningLine,
  unreachable: RiCloudOffLine,
  removing: RiDeleteBinLine,
};

/**
 * How the pull secret of a namespace stands, since when and why. The exact times stand in a tooltip,
 * which opens on hover and on focus.
 */
export function BindingState({ binding }: { binding: NamespaceBinding }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const { since, checkedAt, appliedAt, problem } = binding;
  const state = binding.removing ? 'removing' : binding.state;
  const Icon = icons[state];
  return (
    <div className={styles.root}>
      <TooltipTrigger delay={200}>
        <Button
          size="small"
          variant="tertiary"
          className={`${styles.badge} ${styles[state]}`}
          iconStart={<Icon aria-hidden size={16} />}
        >
          {t(`pullSecretState.${state}`)}
        </Button>
        <Tooltip className={styles.tooltip}>
          <div>{t('health.since', { date: new Date(since) })}</div>
          {checkedAt && (
            <div>
              {t('bindingDetails.checkedAt', { date: new Date(checkedAt) })}
            </div>
          )}
          {appliedAt && (
            <div>
              {t('bindingDetails.appliedAt', { date: new Date(appliedAt) })}
            </div>
          )}
        </Tooltip>
      </TooltipTrigger>
      <Text
        as="div"
        variant="body-small"
        color="secondary"
        title={formats.moment(since)}
      >
        {formats.ago(since)}
      </Text>
      {problem && <PullSecretProblemText problem={problem} />}
    </div>
  );
}
