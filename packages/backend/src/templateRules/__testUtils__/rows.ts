import {
  ImagePickerOptions,
  ImageRuleName,
} from 'backstage-plugin-integrated-registry-common';
import { harborName, mirrorName } from './images';

/** A rule of a template, an image that it allows, and one that it refuses. */
export interface Row {
  rule: ImageRuleName;
  /** As a template has them. */
  options: ImagePickerOptions;
  /** `repository:tag`, in Harbor where nothing else is said. */
  allowed: string;
  refused: string;
  /** The integration of what is refused; absent for an image from elsewhere. */
  refusedIn?: string | null;
  /** Name of the verdict, where it is not that of the rule. */
  verdict?: string;
}

const app = 'release/app:1.5.0';

export const rows: Row[] = [
  {
    rule: 'registries',
    options: { registries: [harborName] },
    allowed: app,
    refused: app,
    refusedIn: mirrorName,
    verdict: 'registry',
  },
  {
    rule: 'types',
    options: { types: ['harbor'] },
    allowed: app,
    refused: app,
    refusedIn: mirrorName,
    verdict: 'type',
  },
  {
    rule: 'repositories',
    options: { repositories: ['release/**'] },
    allowed: app,
    refused: 'nightly/app:1.5.0',
    verdict: 'repository',
  },
  {
    rule: 'tagPattern',
    options: { tagPattern: '\\d+\\.\\d+\\.\\d+' },
    allowed: app,
    refused: 'release/app:1.5.0-rc.1',
  },
  {
    rule: 'semverRange',
    options: { semverRange: '>=1.2 <2' },
    allowed: app,
    refused: 'release/app:2.0.0',
  },
  {
    rule: 'variant',
    options: { variant: 'alpine' },
    allowed: 'release/app:1.5.0-alpine',
    refused: app,
  },
  {
    rule: 'prerelease',
    options: { semverRange: '>=1.2', prerelease: true },
    allowed: 'release/app:1.5.0-rc.1',
    refused: 'release/app:1.0.0-rc.1',
    verdict: 'semverRange',
  },
  {
    rule: 'artifactTypes',
    options: { artifactTypes: ['application/vnd.cncf.helm.config.v1+json'] },
    allowed: 'release/chart:1.5.0',
    refused: 'release/sbom:1.5.0',
    verdict: 'artifactType',
  },
  {
    rule: 'platform',
    options: { platform: 'linux/amd64' },
    allowed: app,
    refused: 'release/app:1.5.1',
  },
  {
    rule: 'maxSeverity',
    options: { maxSeverity: 'medium' },
    allowed: app,
    refused: 'release/app:1.5.2',
  },
  {
    rule: 'requireSignature',
    options: { requireSignature: true },
    allowed: app,
    refused: 'release/app:1.5.3',
  },
  {
    rule: 'allowCustom',
    options: { allowCustom: false },
    allowed: app,
    refused: 'elsewhere.example.com/app:1.5.0',
    refusedIn: null,
    verdict: 'registry',
  },
];
