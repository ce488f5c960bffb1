import { imageHostSchema, registryUrlSchema } from './registryAddress';

describe('registryUrlSchema and imageHostSchema', () => {
  it.each([
    ['http://127.0.0.1:5050/', 'http://127.0.0.1:5050'],
    ['https://[2001:DB8::1]:5000', 'https://[2001:db8::1]:5000'],
    ['https://r.io:443', 'https://r.io'],
    ['https://r.io/a/b///', 'https://r.io/a/b'],
  ])('reads the address %s as %s', (input, expected) => {
    expect(registryUrlSchema.parse(input)).toBe(expected);
  });

  it.each(['r.io', 'localhost', 'registry:5000', '[::1]:5000', 'docker.io'])(
    'takes the image host %s',
    host => {
      expect(imageHostSchema.parse(host)).toBe(host);
    },
  );

  it.each([
    ['https://R.io/', 'r.io'],
    ['Registry.Example.COM:5000/team', 'registry.example.com:5000/team'],
    ['registry.example.com.', 'registry.example.com'],
    ['registry.example.com.:5000', 'registry.example.com:5000'],
    ['{project}.R.io', '{project}.r.io'],
  ])('reads the image host %s as %s', (input, expected) => {
    expect(imageHostSchema.parse(input)).toBe(expected);
  });
});
