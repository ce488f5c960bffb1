module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // They describe one suite for several registries.
      files: ['src/providers/**/*.test.ts'],
      rules: {
        'jest/no-standalone-expect': 'off',
        'jest/valid-title': 'off',
      },
    },
  ],
});
