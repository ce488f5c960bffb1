export { describeError } from './describeError';
export { isNotable } from './describeGap';
export { ErrorAlert } from './ErrorAlert';
export { GapNotice } from './GapNotice';
export { GapProblem } from './GapProblem';
export { Problem } from './Problem';
export { RecordBoundary } from './RecordBoundary';
export { type Formats, useFormats } from './useFormats';
