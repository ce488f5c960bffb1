export * from './callAs';
export * from './Portal';
export * from './PortalBrowser';
