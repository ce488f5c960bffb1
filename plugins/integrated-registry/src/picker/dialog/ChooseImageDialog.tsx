import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Dialog,
  DialogContent,
  DialogTitle,
  makeStyles,
} from '@material-ui/core';
import { useId } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { RecordBoundary } from '../../ui';
import { ChooseImage, ChooseImageProps } from './ChooseImage';
import { ListSkeleton } from '../../lists';
import { usePreselection } from './usePreselection';

export interface ChooseImageDialogProps
  extends Pick<
    ChooseImageProps,
    'workspace' | 'options' | 'pages' | 'first' | 'onChoose' | 'onClose'
  > {
  /** The value of the field. */
  current: unknown;
}

/** Rows that are there already are not kept from view for longer. */
const FADE_MS = 50;

const useStyles = makeStyles({ paper: { height: 'min(860px, 90vh)' } });

/** Opens with the image chosen that is in the field already. */
export function ChooseImageDialog({
  current,
  ...rest
}: ChooseImageDialogProps) {
  const { workspace, onClose } = rest;
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const titleId = useId();
  const { waiting, image } = usePreselection(workspace, current);
  return (
    <Dialog
      open
      onClose={onClose}
      transitionDuration={FADE_MS}
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
        <RecordBoundary wrap={text => <DialogContent>{text}</DialogContent>}>
          <ChooseImage {...rest} current={image} />
        </RecordBoundary>
      )}
    </Dialog>
  );
}
