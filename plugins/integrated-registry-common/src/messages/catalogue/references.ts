/** What is wrong with an image reference or one of its parts, or with a pattern over tags. */
export const referenceMessages = {
  REFERENCE_EMPTY:
    'The image reference is empty. Write it such as registry.example.com/team/app:1.2.0',
  REFERENCE_TOO_LONG:
    'The image reference is too long: at most {{max}} characters are allowed',
  REFERENCE_WITH_SPACE:
    'The image reference has a space or line break in it. Take it out',
  REFERENCE_WITH_PROTOCOL:
    'An image reference has no protocol. Leave out what stands before :// and begin with the host, such as registry.example.com/team/app:1.2.0',
  REFERENCE_WITH_USER_INFO:
    'An image reference has no user name or password. Leave out what stands before @ and begin with the host, such as registry.example.com/team/app:1.2.0',
  REFERENCE_IS_IDENTIFIER:
    "64 hexadecimal digits are an image's identifier and no repository. To name an image by its digest, write the repository before it, such as team/app@sha256: and the digits",

  HOST_WITH_MORE:
    'The host must not carry a user name, a password or a digest. Write only the host and its port, such as registry.example.com:5000',
  HOST_IPV6:
    'An IPv6 address is written in brackets and holds hexadecimal digits and colons only, such as [2001:db8::1]:5000',
  HOST_PORT:
    'The port of the host must be a number, such as registry.example.com:5000',
  HOST_DOTS:
    'The host must not be empty, begin or end with a dot, or have two dots in a row. Write it such as registry.example.com:5000',
  HOST_PART:
    'The host has {{part}} in it, but each part between dots is made of letters, digits and -, and neither begins nor ends with -. Write it such as registry.example.com:5000',

  REPOSITORY_MISSING:
    'The repository is missing. Write it behind the host, such as registry.example.com/team/app',
  REPOSITORY_TOO_LONG:
    'The repository is too long: at most {{max}} characters are allowed, but it has {{length}}',
  REPOSITORY_CHARACTER:
    'The repository must not have {{character}} in it: it is made of lower-case letters, digits and . _ - with / between its parts, such as team/app',
  REPOSITORY_UPPER_CASE:
    'The repository must be lower case: write {{right}} instead of {{wrong}}',
  REPOSITORY_SLASHES:
    'The repository must not begin or end with / or have two of them in a row. Write it such as team/app',
  REPOSITORY_PART_ENDS:
    'The part {{part}} of the repository must begin and end with a letter or digit, such as team/app',
  REPOSITORY_PART_SEPARATORS:
    'The part {{part}} of the repository has separators that may not follow each other: one dot, one or two underscores, or any number of - may stand between letters and digits',

  TAG_EMPTY:
    'The tag is empty. Write it behind the colon, such as app:1.2.0, or leave the colon out',
  TAG_TOO_LONG:
    'The tag is too long: at most {{max}} characters are allowed, but it has {{length}}',
  TAG_BEGINNING: 'A tag must not begin with . or -. Write it such as app:1.2.0',
  TAG_CHARACTER:
    'A tag must not have {{character}} in it: it is made of letters, digits and _ . -, such as app:1.2.0',

  DIGEST_FORM:
    'A digest is an algorithm, a colon and a hash in hexadecimal, such as sha256: and 64 digits',
  DIGEST_ALGORITHM:
    "The digest's algorithm {{algorithm}} is not known. Known are sha256, sha384 and sha512, in lower case",
  DIGEST_LENGTH:
    'A {{algorithm}} digest has {{length}} hexadecimal digits, but this one has {{found}}. Copy the whole digest',
  DIGEST_UPPER_CASE: 'The hash of a digest is written in lower case',
  DIGEST_CHARACTERS:
    'The hash of a digest is written with the hexadecimal digits 0 to 9 and a to f only',

  TAG_PATTERN_LOOK_AHEAD:
    'The tag pattern contains a look-ahead, {{found}}, which is not supported. Instead, say what the tag must be, such as \\d+\\.\\d+\\.\\d+, or use semverRange',
  TAG_PATTERN_LOOK_BEHIND:
    'The tag pattern contains a look-behind, {{found}}, which is not supported. Instead, say what the tag must be, such as \\d+\\.\\d+\\.\\d+, or use semverRange',
  TAG_PATTERN_BACK_REFERENCE:
    'The tag pattern contains a back-reference, {{found}}, which is not supported. Instead, write out what may be repeated, such as (?:a-a|b-b)',
  TAG_PATTERN_ATOMIC:
    'The tag pattern contains an atomic group or a possessive quantifier, {{found}}, which is not supported. Instead, write a plain group or quantifier',
  TAG_PATTERN_UNICODE_CLASS:
    'The tag pattern contains a Unicode class, {{found}}, which is not supported. Instead, name the characters a tag can have, such as [A-Za-z0-9_.-]',
  TAG_PATTERN_REPEATS:
    'The tag pattern repeats a part {{times}} times, and no tag is longer than {{max}} characters. Repeat it fewer times',
  VERSION_RANGE_INVALID:
    '{{range}} is not a range of versions. Write it such as ">=1.2 <2"',
  VARIANT_INVALID:
    'A variant has letters, digits, dots, dashes and *, such as alpine or alpine3.*',
  TAG_PATTERN_UNUSABLE:
    'The tag pattern is not a regular expression that can be used. Write a simpler one',
  TAG_PATTERN_SYNTAX:
    'The tag pattern is not a regular expression: {{problem}}. Regular expressions have the syntax of RE2, see https://github.com/google/re2/wiki/Syntax',
  TAG_PATTERN_REPEAT_COUNT:
    'The tag pattern is not a regular expression: {{problem}}. A part may be repeated at most {{max}} times',
} as const;
