export * from './addresses';
export * from './NetworkPolicy';
export * from './NetworkRule';
