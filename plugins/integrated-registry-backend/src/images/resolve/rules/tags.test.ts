import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { imagePolicySchema } from 'backstage-plugin-integrated-registry-common';
import { parse } from 'yaml';
import { TagConventions } from '../../tags/TagConventions';
import { passesTagRules } from './tags';

const document = readFileSync(
  resolve(__dirname, '../../../../../../docs/templates.md'),
  'utf8',
);
const rows = Array.from(
  document.matchAll(
    /^\| `([^`]+)` +\| (`(?:semverRange|variant).*`) +\| (yes|no) +\|$/gm,
  ),
  ([, tag, rules, allowed]) => ({
    tag,
    rules: Array.from(rules.matchAll(/`([^`]+)`/g), ([, rule]) =>
      rule.replace(/\\\|/g, '|'),
    ).join('\n'),
    allowed: allowed === 'yes',
  }),
);

describe('the rules about tags', () => {
  it('have examples in the documentation', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)(
    'allow $tag with $rules: $allowed',
    ({ tag, rules, allowed }) => {
      const policy = imagePolicySchema.parse(parse(rules));
      expect(passesTagRules(tag, policy, TagConventions.none)).toBe(allowed);
    },
  );

  it.each(['latest', '>=1.2 && <2', '>>1', 'one'])(
    'are told where they are none: %s',
    semverRange => {
      const { error } = imagePolicySchema.safeParse({ semverRange });
      expect(error?.issues[0].path).toEqual(['semverRange']);
    },
  );

  it.each(['', '-alpine', 'al/pine', 'a{b}'])(
    'take no variant that cannot be in a tag: %p',
    variant => {
      expect(imagePolicySchema.safeParse({ variant }).success).toBe(false);
    },
  );
});
