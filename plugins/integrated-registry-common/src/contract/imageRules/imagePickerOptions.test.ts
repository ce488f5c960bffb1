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

  it('may have blank parts', () => {
    const read = (newest: object) => readImagePickerOptions({ newest }).options;
    const semverRange = '>=1';
    expect(read({ semverRange, tagPattern: '', variant: null })).toEqual({
      newest: { semverRange },
    });
    expect(read({ semverRange: '', tagPattern: '' })).toEqual({});
  });

  it('have a rule instead of a tag, which says what is wrong with it', () => {
    const { options, problems } = readImagePickerOptions({
      newest: { semverrange: '>=1' },
    });
    expect(options).toEqual({});
    expect(problems).toMatchObject([
      {
        path: 'newest.semverrange',
        message: 'There is no option "semverrange". Did you mean semverRange?',
      },
    ]);
    expect(
      readImagePickerOptions({ newest: { prerelease: true } }).problems,
    ).toMatchObject([
      { path: 'newest', message: expect.stringMatching(/^newest needs a/) },
    ]);
  });
});
