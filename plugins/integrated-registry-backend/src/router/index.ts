export * from './createRouter';
export * from './images';
export * from './integrations';
export * from './workspaces';
export * from './RunningRequests';
