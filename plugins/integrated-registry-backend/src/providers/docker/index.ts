export * from './DockerProvider';
