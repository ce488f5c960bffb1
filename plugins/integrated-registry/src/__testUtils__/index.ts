export * from './fakeApi';
export * from './images';
export * from './integrations';
export * from './namespaces';
export * from './workspaces';
