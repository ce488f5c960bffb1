import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Component, ReactNode } from 'react';
import { integratedRegistryTranslationRef } from '../translations';

interface BoundaryProps {
  fallback: ReactNode;
  children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  static getDerivedStateFromError() {
    return { broken: true };
  }

  state = { broken: false };

  render() {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}

export interface RecordBoundaryProps {
  children: ReactNode;
  /** What the text that stands for the record is put into, such as an item of a list. */
  wrap?(text: string): ReactNode;
}

/**
 * Around one row, card or dialog: what cannot be drawn costs this one, and not the page. Foreign
 * records are the reason; they are cleaned before, and this holds where that has missed something.
 */
export function RecordBoundary({
  children,
  wrap = text => <span>{text}</span>,
}: RecordBoundaryProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return <Boundary fallback={wrap(t('error.record'))}>{children}</Boundary>;
}
