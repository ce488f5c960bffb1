import {
  ImageRuleName,
  imageRuleNames,
} from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../../translations';
import { describeNewest } from './options';
import { ImagePickerOptions } from './schema';

type Rules = Pick<ImagePickerOptions, ImageRuleName>;

/** In words, for whoever chooses an image; undefined where nothing is required. */
type Describe<Name extends ImageRuleName> = (
  rule: NonNullable<Rules[Name]>,
  t: Translate,
  options: ImagePickerOptions,
) => string | undefined;

const describeRule: { [Name in ImageRuleName]: Describe<Name> } = {
  registries: (names, t) =>
    t('picker.rules.registries', { names: names.join(', ') }),
  types: (types, t) => t('picker.rules.types', { types: types.join(', ') }),
  repositories: (globs, t) =>
    t('picker.rules.repositories', { globs: globs.join(', ') }),
  tagPattern: (pattern, t) => t('picker.rules.tagPattern', { pattern }),
  semverRange: (range, t, { prerelease }) =>
    prerelease
      ? t('picker.rules.withPrereleases', { range })
      : t('picker.rules.semverRange', { range }),
  variant: (variant, t) => t('picker.rules.variant', { variant }),
  // Of `semverRange`.
  prerelease: () => undefined,
  artifactTypes: (types, t) =>
    t('picker.rules.artifactTypes', { types: types.join(', ') }),
  platform: (platform, t) => t('picker.rules.platform', { platform }),
  maxSeverity: (severity, t) => t(`picker.rules.maxSeverity.${severity}`),
  requireSignature: (required, t) =>
    required ? t('picker.rules.requireSignature') : undefined,
  // It requires nothing.
  allowCustom: () => undefined,
};

/** What a template requires of an image, one text for each rule. */
export function describeRules(
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
      t('picker.rules.newest', { rule: describeNewest(options.newest) }),
    options.pin && t(`picker.rules.pin.${options.pin}`),
  ].filter(rule => rule !== undefined);
}
