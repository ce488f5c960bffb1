export { createRouter } from './createRouter';
export { contractRoutes } from './routes';
export { RunningRequests } from './RunningRequests';
