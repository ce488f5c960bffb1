import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { FakeApi } from '../../testUtils/fixtures';
import { anApi, resolved } from './__testUtils__/pickerFixtures';
import { ImagePickerValue } from './schema';
import { validateImage } from './validateImage';

describe('validateImage', () => {
  async function validate(value: ImagePickerValue | undefined, api: FakeApi) {
    const errors: string[] = [];
    await validateImage(
      value,
      { addError: message => errors.push(message) },
      {
        apiHolder: { get: () => api as never },
        formData: { owner: 'group:default/payments' },
        uiSchema: { 'ui:options': { workspaceField: 'owner' } },
      },
    );
    return errors;
  }

  it('takes what the backend takes, and nothing is asked of an empty field', async () => {
    expect(await validate('registry.example.com/team/app:1', anApi())).toEqual(
      [],
    );
    expect(await validate(undefined, anApi())).toEqual([]);
  });

  it('names what is wrong with a reference without asking the backend', async () => {
    const api = anApi();
    expect(await validate('team/app@sha256:xyz', api)).toEqual([
      expect.stringMatching(/digest/i),
    ]);
    expect(api.resolveImage).not.toHaveBeenCalled();
  });

  it('names broken rules and unknown images, but not a registry that is away', async () => {
    const failing = (httpStatus: number) =>
      anApi({
        resolveImage: async () => {
          throw new IntegratedRegistryError({
            name: 'Error',
            message: 'no such tag',
            httpStatus,
          });
        },
      });
    expect(await validate('team/app:9', failing(404))).toEqual(['no such tag']);
    expect(await validate('team/app:9', failing(503))).toEqual([]);
    const breaking = anApi({
      resolveImage: async () => ({
        ...resolved,
        passed: false,
        rules: [{ rule: 'registry', passed: false, message: 'not yours' }],
      }),
    });
    expect(await validate('team/app:9', breaking)).toEqual(['not yours']);
  });
});
