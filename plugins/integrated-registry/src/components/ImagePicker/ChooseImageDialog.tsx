import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Dialog,
  DialogContent,
  DialogTitle,
  makeStyles,
} from '@material-ui/core';
import { ResolvedImage } from 'backstage-plugin-integrated-registry-common';
import { useId } from 'react';
import { integratedRegistryTranslationRef } from '../../translation';
import { ChooseImage } from './ChooseImage';
import { ListSkeleton } from './ListSkeleton';
import { ImagePickerOptions } from './schema';
import { usePreselection } from './usePreselection';

export interface ChooseImageDialogProps {
  workspace: string;
  options: ImagePickerOptions;
  /** The image reference in the field; empty where there is none. */
  current: string;
  onChoose(image: ResolvedImage): void;
  onClose(): void;
}

const useStyles = makeStyles({ paper: { height: 'min(860px, 90vh)' } });

/** Opens with the image chosen that is in the field already. */
export function ChooseImageDialog({
  workspace,
  options,
  current,
  onChoose,
  onClose,
}: ChooseImageDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const titleId = useId();
  const { waiting, image } = usePreselection(workspace, current);
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      aria-labelledby={titleId}
      classes={{ paper: classes.paper }}
    >
      <DialogTitle id={titleId}>{t('picker.chooseImage')}</DialogTitle>
      {waiting ? (
        <DialogContent>
          <ListSkeleton />
        </DialogContent>
      ) : (
        <ChooseImage
          workspace={workspace}
          options={options}
          current={image}
          onChoose={onChoose}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
