export * from './runBenchmarks';
