import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { familiarImageReference } from './familiarImageReference';
import { formatImageReference, ImageReference } from './ImageReference';
import { ImageReferenceError, ImageReferencePart } from './ImageReferenceError';
import { parseImageReference } from './parseImageReference';

const hex = (length: number) => '0123456789abcdef'.repeat(8).slice(0, length);
const sha256 = `sha256:${hex(64)}`;

function errorOf(input: string): ImageReferenceError {
  try {
    parseImageReference(input);
  } catch (error) {
    if (error instanceof ImageReferenceError) {
      return error;
    }
    throw error;
  }
  throw new Error(`${input} was taken for an image reference`);
}

function outcomeOf(input: string): unknown {
  let reference: ImageReference;
  try {
    reference = parseImageReference(input);
  } catch (error) {
    return error instanceof ImageReferenceError ? 'refused' : error;
  }
  const again = [
    formatImageReference(reference),
    familiarImageReference(reference),
  ].map(parseImageReference);
  return isDeepStrictEqual(again, [reference, reference])
    ? 'reads back'
    : again;
}

describe('parseImageReference', () => {
  it.each<[string, ImageReference]>([
    // Default names of Docker Hub
    ['nginx', { domain: 'docker.io', path: 'library/nginx' }],
    ['docker.io/nginx', { domain: 'docker.io', path: 'library/nginx' }],
    ['index.docker.io/nginx', { domain: 'docker.io', path: 'library/nginx' }],
    ['docker.io/library/nginx', { domain: 'docker.io', path: 'library/nginx' }],
    ['index.docker.io/team/app', { domain: 'docker.io', path: 'team/app' }],
    ['team/app', { domain: 'docker.io', path: 'team/app' }],
    ['a/b/c/d', { domain: 'docker.io', path: 'a/b/c/d' }],
    // What makes the first part a domain
    ['localhost/app', { domain: 'localhost', path: 'app' }],
    ['localhost:5000/app', { domain: 'localhost:5000', path: 'app' }],
    ['example.com/app', { domain: 'example.com', path: 'app' }],
    ['registry:5000/app', { domain: 'registry:5000', path: 'app' }],
    ['Registry/app', { domain: 'Registry', path: 'app' }],
    ['127.0.0.1:5000/app', { domain: '127.0.0.1:5000', path: 'app' }],
    ['[2001:db8::1]/app', { domain: '[2001:db8::1]', path: 'app' }],
    ['[::1]:5000/a/b:1', { domain: '[::1]:5000', path: 'a/b', tag: '1' }],
    ['xn--7o8h.com/app', { domain: 'xn--7o8h.com', path: 'app' }],
    ['my-host.example/app', { domain: 'my-host.example', path: 'app' }],
    // Without a slash nothing is a domain
    ['localhost', { domain: 'docker.io', path: 'library/localhost' }],
    [
      'example.com:5000',
      { domain: 'docker.io', path: 'library/example.com', tag: '5000' },
    ],
    // Tag and digest
    ['app:1.2.0', { domain: 'docker.io', path: 'library/app', tag: '1.2.0' }],
    ['app:_A.b-C', { domain: 'docker.io', path: 'library/app', tag: '_A.b-C' }],
    [
      `app:${'t'.repeat(128)}`,
      { domain: 'docker.io', path: 'library/app', tag: 't'.repeat(128) },
    ],
    [
      `r.io:5000/a/b:1@${sha256}`,
      { domain: 'r.io:5000', path: 'a/b', tag: '1', digest: sha256 },
    ],
    [
      `app@sha384:${hex(96)}`,
      {
        domain: 'docker.io',
        path: 'library/app',
        digest: `sha384:${hex(96)}`,
      },
    ],
    [
      `app@sha512:${hex(128)}`,
      {
        domain: 'docker.io',
        path: 'library/app',
        digest: `sha512:${hex(128)}`,
      },
    ],
    // Separators
    ['r.io/a.b/c_d/e__f/g---h', { domain: 'r.io', path: 'a.b/c_d/e__f/g---h' }],
    // An identifier with something around it is a name
    [
      `${hex(64)}:1`,
      { domain: 'docker.io', path: `library/${hex(64)}`, tag: '1' },
    ],
    [`r.io/${hex(64)}`, { domain: 'r.io', path: hex(64) }],
    // Lengths
    [`r.io/${'a'.repeat(255)}`, { domain: 'r.io', path: 'a'.repeat(255) }],
  ])('reads %s', (input, expected) => {
    expect(parseImageReference(input)).toEqual(expected);
  });

  it.each<[string, ImageReferencePart, RegExp]>([
    ['', 'reference', /is empty/],
    [' nginx', 'reference', /space/],
    ['nginx\n', 'reference', /line break/],
    ['a'.repeat(1025), 'reference', /at most 1,024/],
    ['https://r.io/app', 'domain', /has no protocol/],
    ['user@r.io/app', 'domain', /has no user name or password/],
    ['user:secret@r.io/app', 'domain', /has no user name or password/],
    ['http://user:secret@r.io/app', 'domain', /has no user name or password/],
    [`app@${sha256}/more`, 'domain', /must not carry .* a digest/],
    ['r.io:port/app', 'domain', /port of the host must be a number/],
    ['r.io:/app', 'domain', /port of the host must be a number/],
    ['-r.io/app', 'domain', /"-r"/],
    ['r_1.io/app', 'domain', /"r_1"/],
    ['r..io/app', 'domain', /two dots/],
    ['r.io./app', 'domain', /end with a dot/],
    ['::1/app', 'domain', /in brackets .* such as \[2001:db8::1\]:5000/],
    ['[::1/app', 'domain', /in brackets/],
    ['[::g]:5000/app', 'domain', /in brackets/],
    ['[::1]:x/app', 'domain', /port of the host/],
    ['r.io/', 'repository', /is missing/],
    [':1.2.0', 'repository', /must not begin or end with \//],
    ['/app', 'repository', /must not begin or end with \//],
    ['r.io/a//b', 'repository', /two of them in a row/],
    ['Nginx', 'repository', /lower case: write "library\/nginx"/],
    ['r.io/Team/app', 'repository', /lower case: write "team\/app" instead/],
    ['r.io/a..b', 'repository', /may not follow each other/],
    ['r.io/a___b', 'repository', /may not follow each other/],
    ['r.io/a._b', 'repository', /may not follow each other/],
    ['r.io/-a', 'repository', /begin and end with a letter or digit/],
    ['r.io/a_', 'repository', /begin and end with a letter or digit/],
    ['r.io/ä', 'repository', /must not have "ä"/],
    ['r.io/a$b', 'repository', /must not have "\$"/],
    [`r.io/${'a'.repeat(256)}`, 'repository', /at most 255/],
    [hex(64), 'repository', /identifier/],
    ['app:', 'tag', /is empty/],
    ['app:-1', 'tag', /must not begin with/],
    ['app:1+2', 'tag', /must not have "\+"/],
    ['app:1:2', 'tag', /must not have ":"/],
    [`app:${'t'.repeat(129)}`, 'tag', /at most 128/],
    ['app@', 'digest', /an algorithm, a colon and a hash/],
    ['app@sha256', 'digest', /an algorithm, a colon and a hash/],
    [`app@sha256:${hex(63)}`, 'digest', /has 64 .* this one has 63/],
    [`app@sha512:${hex(64)}`, 'digest', /has 128 .* this one has 64/],
    [`app@md5:${hex(32)}`, 'digest', /"md5" is not known.* sha256/],
    [`app@constructor:${hex(32)}`, 'digest', /is not known/],
    [`app@SHA256:${hex(64)}`, 'digest', /is not known/],
    [`app@sha256:${hex(64).toUpperCase()}`, 'digest', /lower case/],
    [`app@sha256:${'g'.repeat(64)}`, 'digest', /0 to 9 and a to f/],
    [`app@${sha256}@${sha256}`, 'digest', /has 64/],
  ])('refuses %j because of its %s', (input, part, message) => {
    expect(errorOf(input)).toMatchObject({
      name: 'ImageReferenceError',
      part,
      message: expect.stringMatching(message),
    });
  });

  it('does not repeat a credential in its message', () => {
    expect(errorOf('https://user:hunter2@r.io/app').message).not.toContain(
      'hunter2',
    );
    expect(errorOf('user:hunter2@r.io/app').message).not.toContain('hunter2');
  });

  it('throws nothing but ImageReferenceError, whatever the input', () => {
    const pieces = fc.constantFrom(
      ...['a', 'A', '0', '.', '_', '-', '/', ':', '@', '[', ']', '\u0000'],
      ...['sha256:', 'docker.io', 'localhost', 'library/', hex(64), 'ß', '💥'],
    );
    const junk = fc.oneof(
      fc.string({ maxLength: 1100, unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(junk, input => {
        expect(['refused', 'reads back']).toContain(outcomeOf(input));
      }),
      { numRuns: 5_000 },
    );
  });
});

const alphanumeric = fc.string({
  unit: fc.constantFrom(...'abcxyz0189'),
  minLength: 1,
  maxLength: 6,
});
const component = fc
  .tuple(
    alphanumeric,
    fc.array(
      fc.tuple(fc.constantFrom('.', '_', '__', '-', '---'), alphanumeric),
      { maxLength: 3 },
    ),
  )
  .map(([first, rest]) => first + rest.flat().join(''));
const path = fc
  .array(component, { minLength: 1, maxLength: 4 })
  .map(components => components.join('/'));
const domain = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('localhost', '[2001:db8::1]', '127.0.0.1', 'Registry'),
      fc
        .tuple(alphanumeric, alphanumeric)
        .map(([a, b]) => `${a}-${b}.Example.com`),
    ),
    fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
  )
  .map(([host, port]) => (port === undefined ? host : `${host}:${port}`));
const dockerHubPath = fc.oneof(
  path.filter(name => name.includes('/')),
  component.map(name => `library/${name}`),
  // Short forms that would read back as something else
  fc.constantFrom(
    `library/${hex(64)}`,
    'localhost/app',
    'example.com/app',
    'library/example.com/app',
    'library/library',
    'library/library/app',
  ),
);
const reference: fc.Arbitrary<ImageReference> = fc
  .record({
    name: fc.oneof(
      fc.record({ domain, path }),
      fc.record({ domain: fc.constant('docker.io'), path: dockerHubPath }),
    ),
    suffix: fc.record(
      {
        tag: fc.string({
          unit: fc.constantFrom(...'aZ09_'),
          minLength: 1,
          maxLength: 12,
        }),
        digest: fc.constantFrom(
          sha256,
          `sha384:${hex(96)}`,
          `sha512:${hex(128)}`,
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ name, suffix }) => ({ ...name, ...suffix }));

describe('formatImageReference', () => {
  it('is undone by parseImageReference', () => {
    fc.assert(
      fc.property(reference, value => {
        expect(parseImageReference(formatImageReference(value))).toEqual(value);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('familiarImageReference', () => {
  it.each([
    ['docker.io/library/nginx:1', 'nginx:1'],
    ['docker.io/team/app', 'team/app'],
    [`index.docker.io/nginx@${sha256}`, `nginx@${sha256}`],
    ['r.io/library/nginx', 'r.io/library/nginx'],
    ['docker.io/library/team/app', 'library/team/app'],
    ['docker.io/example.com/app', 'docker.io/example.com/app'],
    [`docker.io/library/${hex(64)}`, `library/${hex(64)}`],
  ])('writes %s as %s', (input, expected) => {
    expect(familiarImageReference(parseImageReference(input))).toBe(expected);
  });

  it('reads back as the same reference', () => {
    fc.assert(
      fc.property(reference, value => {
        expect(parseImageReference(familiarImageReference(value))).toEqual(
          value,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
