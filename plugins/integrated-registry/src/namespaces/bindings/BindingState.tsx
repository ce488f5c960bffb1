import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloudOffLine,
  RiDeleteBinLine,
  RiErrorWarningLine,
  RiFileDownloadLine,
  RiForbidLine,
  RiGitBranchLine,
  RiLoader4Line,
} from '@remixicon/react';
import {
  NamespaceBinding,
  PullSecretState,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { StateBadge, StateLook, useFormats } from '../../ui';
import { PullSecretProblemText } from '../problem';

const looks: Record<PullSecretState | 'removing', StateLook> = {
  inPlace: { icon: RiCheckboxCircleLine, color: 'success' },
  writing: { icon: RiLoader4Line, color: 'secondary' },
  empty: { icon: RiForbidLine, color: 'secondary' },
  manifest: { icon: RiFileDownloadLine, color: 'secondary' },
  drifted: { icon: RiGitBranchLine, color: 'warning' },
  refused: { icon: RiErrorWarningLine, color: 'danger' },
  unreachable: { icon: RiCloudOffLine, color: 'danger' },
  removing: { icon: RiDeleteBinLine, color: 'secondary' },
};

/**
 * How the pull secret of a namespace stands, since when and why. The exact times stand in a tooltip,
 * which opens on hover and on focus.
 */
export function BindingState({ binding }: { binding: NamespaceBinding }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const { since, checkedAt, appliedAt, problem, manifestKind } = binding;
  const state = binding.removing ? 'removing' : binding.state;
  return (
    <StateBadge
      look={looks[state]}
      text={t(`pullSecretState.${state}`)}
      tooltip={
        <>
          <div>{t('health.since', { date: new Date(since) })}</div>
          {checkedAt && !manifestKind && (
            <div>
              {t('bindingDetails.checkedAt', { date: new Date(checkedAt) })}
            </div>
          )}
          {appliedAt && (
            <div>
              {t(
                manifestKind
                  ? 'bindingDetails.handedOutAt'
                  : 'bindingDetails.appliedAt',
                { date: new Date(appliedAt) },
              )}
            </div>
          )}
        </>
      }
    >
      <Text
        as="div"
        variant="body-small"
        color="secondary"
        title={formats.moment(since)}
      >
        {formats.ago(since)}
      </Text>
      {state === 'manifest' && !problem && (
        <Text as="div" variant="body-small">
          {t(
            appliedAt
              ? 'bindingDetails.handedOut'
              : 'bindingDetails.notHandedOut',
          )}
        </Text>
      )}
      {problem && <PullSecretProblemText problem={problem} />}
    </StateBadge>
  );
}
