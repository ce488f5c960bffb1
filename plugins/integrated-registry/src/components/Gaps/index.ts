export * from './describeGap';
export * from './GapNotice';
