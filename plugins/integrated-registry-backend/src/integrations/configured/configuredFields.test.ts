import { z } from 'zod';
import type { Config } from '../../../config';
import { configuredIntegrationSchema } from './configuredIntegrationSchema';

type Described = keyof NonNullable<
  NonNullable<Config['integratedRegistry']>['integrations']
>[number];
type Taken = keyof z.input<typeof configuredIntegrationSchema>;
type Different = Exclude<Taken, Described> | Exclude<Described, Taken>;

/** Does not compile where `config.d.ts` describes other fields than are taken. */
const isDescribed: [Different] extends [never] ? true : Different = true;

it('takes the fields of an integration that config.d.ts describes', () => {
  expect(isDescribed).toBe(true);
});
