import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import {
  anImageApi,
  aRefusingApi,
  FakeApi,
  resolved,
} from '../../__testUtils__';
import { ImagePickerValue } from '../options';
import { validateImage } from './validateImage';

describe('validateImage', () => {
  const options = { workspaceField: 'owner' };
  const field = { 'ui:field': 'RegistryImagePicker', 'ui:options': options };

  async function validate(
    value: unknown,
    api: FakeApi,
    formData: Record<string, unknown> = { owner: 'group:default/payments' },
    uiSchema: object | undefined = { 'ui:options': options },
  ) {
    const errors: string[] = [];
    await validateImage(
      value as ImagePickerValue,
      { addError: message => errors.push(message) },
      {
        apiHolder: {
          get: (({ id }: { id: string }) =>
            id === integratedRegistryApiRef.id ? api : undefined) as never,
        },
        formData,
        uiSchema,
      },
    );
    return errors;
  }

  const workspacesAsked = (api: FakeApi) =>
    api.resolveImage.mock.calls.map(([{ workspace, reference }]) => [
      workspace,
      reference,
    ]);

  const refusing = () => aRefusingApi('registry');

  it('takes what the backend takes, and nothing is asked of an empty field', async () => {
    expect(
      await validate('registry.example.com/team/app:1', anImageApi()),
    ).toEqual([]);
    expect(await validate(undefined, anImageApi())).toEqual([]);
  });

  it('has a chosen image judged as it was chosen, and not by its reference', async () => {
    const api = anImageApi();
    const chosen = { repository: 'team/app', tag: '1', integrationId: 'two' };
    await validate(
      { reference: 'registry.example.com/team/app:1', ...chosen },
      api,
    );
    expect(api.resolveImage).toHaveBeenCalledWith(
      expect.objectContaining({ selection: chosen }),
    );
  });

  it('names what is wrong with a reference without asking the backend', async () => {
    const api = anImageApi();
    expect(await validate('team/app@sha256:xyz', api)).toEqual([
      expect.stringMatching(/digest/i),
    ]);
    expect(api.resolveImage).not.toHaveBeenCalled();
  });

  it('names broken rules and unknown images, but not a registry that is away', async () => {
    const failing = (httpStatus: number) =>
      anImageApi({
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
    const breaking = anImageApi({
      resolveImage: async () => ({
        ...resolved,
        passed: false,
        rules: [{ rule: 'registry', passed: false, message: 'not yours' }],
      }),
    });
    expect(await validate('team/app:9', breaking)).toEqual(['not yours']);
  });

  it.each([
    null,
    {},
    { reference: null },
    { reference: '' },
    '',
    7,
    [],
    [null],
  ])('asks nothing of a field that holds no reference: %j', async value => {
    const api = anImageApi();
    expect(await validate(value, api)).toEqual([]);
    expect(api.resolveImage).not.toHaveBeenCalled();
  });

  it.each<[string, unknown, object, string[]]>([
    ['images in an array', ['team/a:1', 'team/b:2'], field, ['a:1', 'b:2']],
    [
      'images in the items of an array',
      [{ image: 'team/a:1' }, { image: { reference: 'team/b:2' } }],
      { image: field, name: {} },
      ['a:1', 'b:2'],
    ],
    [
      'images in objects of the items of an array',
      [{}, { spec: { image: 'team/b:2' } }],
      { other: { 'ui:field': 'OwnerPicker' }, spec: { image: field } },
      ['', 'b:2'],
    ],
    [
      'images in arrays in the items of an array',
      [{ sidecars: [{ image: 'team/a:1' }, { image: 'team/b:1' }] }],
      { sidecars: { items: { image: field } } },
      ['a:1', 'b:1'],
    ],
  ])('checks %s', async (_, value, uiSchema, names) => {
    const api = refusing();
    const formData = { owner: 'group:default/payments', containers: value };
    const errors = await validate(value, api, formData, uiSchema);
    expect(errors.map(error => error.replace(/^Item [12]: /, ''))).toEqual(
      names.filter(Boolean).map(name => `not team/${name}`),
    );
  });

  it('checks an image that hangs on another field', async () => {
    const errors = await validate(
      'team/a:1',
      refusing(),
      { owner: 'group:default/payments' },
      { name: {}, image: field },
    );
    expect(errors).toEqual(['not team/a:1']);
  });

  it('takes the workspace beside each image, and else the one further out', async () => {
    const api = anImageApi();
    const containers = [
      { owner: 'group:default/web', image: 'team/a:1' },
      { image: 'team/b:2' },
    ];
    await validate(
      containers,
      api,
      { owner: 'group:default/payments', containers },
      { image: field },
    );
    expect(workspacesAsked(api)).toEqual([
      ['group:default/web', 'team/a:1'],
      ['group:default/payments', 'team/b:2'],
    ]);
  });

  it('takes the workspace beside an image in an object of the form', async () => {
    const api = anImageApi();
    await validate(
      'team/a:1',
      api,
      {
        owner: 'group:default/payments',
        target: { owner: 'web', image: 'team/a:1' },
      },
      field,
    );
    expect(workspacesAsked(api)).toEqual([['group:default/web', 'team/a:1']]);
  });

  it.each([
    [
      'user:default/priya',
      '“user:default/priya” is of the kind user, and a workspace is a group, such as group:default/payments. Choose a group in the field “owner”.',
    ],
    [
      ['group:default/a', 'group:default/b'],
      '“["group:default/a","group:default/b"]” is not the entity ref of a group, such as group:default/payments. Choose a group in the field “owner”.',
    ],
    [
      'a b',
      '“a b” is not the entity ref of a group, such as group:default/payments. Choose a group in the field “owner”.',
    ],
  ])('says what is wrong with the workspace %j', async (owner, message) => {
    const api = anImageApi();
    expect(await validate('team/a:1', api, { owner })).toEqual([message]);
    expect(api.resolveImage).not.toHaveBeenCalled();
  });

  it('says that the template names a workspace that is none', async () => {
    expect(
      await validate(
        'team/a:1',
        anImageApi(),
        {},
        {
          'ui:options': { workspace: 'component:shop' },
        },
      ),
    ).toEqual([
      '“component:shop” is of the kind component, and a workspace is a group, such as group:default/payments. The template names it: ask the owner of the template.',
    ]);
  });
});
