module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The suite every provider runs: it defines tests for others to run.
      files: ['src/testUtils/**'],
      rules: {
        'jest/no-export': 'off',
        'jest/no-standalone-expect': 'off',
        'jest/valid-title': 'off',
      },
    },
  ],
});
