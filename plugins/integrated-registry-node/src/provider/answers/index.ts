export * from './answerBounds';
export { ourArtifact, ourDescriptor } from './ourArtifact';
export { ourRepositoryPage, ourTagPage } from './ourLists';
export { ourMintedPullCredential } from './ourMintedPullCredential';
export {
  ourDiagnosis,
  ourReferrers,
  ourStep,
  ourVulnerabilityReport,
} from './ourReports';
export { ourError } from './ourTexts';
