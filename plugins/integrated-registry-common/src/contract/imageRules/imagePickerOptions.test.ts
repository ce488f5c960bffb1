import {
  imagePickerOptionsJsonSchema,
  readImagePickerOptions,
} from './imagePickerOptions';

describe('the options of the image picker', () => {
  it('may be left blank in the editors of templates, which write empty lists', () => {
    const { properties } = imagePickerOptionsJsonSchema() as {
      properties: Record<string, object>;
    };
    expect(Object.keys(properties)).toContain('registries');
    expect(JSON.stringify(properties)).not.toContain('minItems');
    expect(
      readImagePickerOptions({
        registries: [],
        tagPattern: '',
        platform: null,
      }),
    ).toEqual({ options: {}, problems: [] });
  });
});
