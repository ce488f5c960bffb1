import {
  ImageRuleName,
  imageRuleNames,
} from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../../translations';
import { describeNewest } from './options';
import { ImagePickerOptions } from './schema';

type Rules = Pick<ImagePickerOptions, ImageRuleName>;

/** In words, for whoever chooses an image; undefined where nothing is demanded. */
type Describe<Name extends ImageRuleName> = (
  rule: NonNullable<Rules[Name]>,
  t: Translate,
  options: ImagePickerOptions,
) => string | undefined;

const describeRule: { [Name in ImageRuleName]: Describe<Name> } = {
  registries: (names, t) =>
    t('picker.demands.registries', { names: names.join(', ') }),
  types: (types, t) => t('picker.demands.types', { types: types.join(', ') }),
  repositories: (globs, t) =>
    t('picker.demands.repositories', { globs: globs.join(', ') }),
  tagPattern: (pattern, t) => t('picker.demands.tagPattern', { pattern }),
  semverRange: (range, t, { prerelease }) =>
    prerelease
      ? t('picker.demands.withPrereleases', { range })
      : t('picker.demands.semverRange', { range }),
  variant: (variant, t) => t('picker.demands.variant', { variant }),
  // Of `semverRange`.
  prerelease: () => undefined,
  artifactTypes: (types, t) =>
    t('picker.demands.artifactTypes', { types: types.join(', ') }),
  platform: (platform, t) => t('picker.demands.platform', { platform }),
  maxSeverity: (severity, t) => t(`picker.demands.maxSeverity.${severity}`),
  requireSignature: (required, t) =>
    required ? t('picker.demands.requireSignature') : undefined,
  // Nothing is demanded by it.
  allowCustom: () => undefined,
};

/** What a template demands of an image, one text for each demand. */
export function describeDemands(
  options: ImagePickerOptions,
  t: Translate,
): string[] {
  const describe = <Name extends ImageRuleName>(name: Name) => {
    const rule = options[name];
    return rule === undefined
      ? undefined
      : (describeRule[name] as Describe<Name>)(
          rule as NonNullable<Rules[Name]>,
          t,
          options,
        );
  };
  return [
    ...imageRuleNames.map(describe),
    options.newest &&
      t('picker.demands.newest', { rule: describeNewest(options.newest) }),
    options.pin && t(`picker.demands.pin.${options.pin}`),
  ].filter(demand => demand !== undefined);
}
