export { createRouter } from './createRouter';
export { imageHandlers } from './images';
export { integrationHandlers } from './integrations';
export { RunningRequests } from './RunningRequests';
export { workspaceHandlers } from './workspaces';
