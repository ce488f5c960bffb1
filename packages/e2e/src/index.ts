export * from './buildFrontend';
export * from './callAs';
export * from './launchChromium';
export * from './Portal';
export * from './PortalBrowser';
