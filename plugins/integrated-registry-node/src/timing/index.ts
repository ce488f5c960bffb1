export * from './abort';
export * from './deadlineSignal';
export * from './inTurns';
