export * from './createCertificates';
export * from './freePort';
export * from './images';
export * from './programs';
export * from './startDockerRegistry';
export * from './startPostgres';
export * from './startRedis';
export * from './startTokenServer';
