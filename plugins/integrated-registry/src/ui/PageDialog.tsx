import { Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { ReactNode } from 'react';

export interface PageDialogProps {
  title: string;
  /** Its buttons. */
  footer: ReactNode;
  /** Keeps what was typed from being lost to a stray click. */
  isForm?: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A dialog of the page, open for as long as it is rendered. */
export function PageDialog({
  title,
  footer,
  isForm = false,
  onClose,
  children,
}: PageDialogProps) {
  return (
    <Dialog
      isOpen
      width={560}
      isDismissable={!isForm}
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>{children}</DialogBody>
      <DialogFooter>{footer}</DialogFooter>
    </Dialog>
  );
}
