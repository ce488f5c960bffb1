export * from './describePlatforms';
