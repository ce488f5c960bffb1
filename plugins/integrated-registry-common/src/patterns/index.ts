export * from './literalPrefixes';
export * from './patternLimits';
export * from './RepositoryGlobs';
export * from './TagPattern';
export * from './VersionRange';
