import { die } from './lib/run.mjs';

die('there are no benchmarks yet: nothing was measured');
