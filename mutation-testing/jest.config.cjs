const { reporters: _, ...config } = require('../jest.config.json');

module.exports = {
  ...config,
  rootDir: '..',
  roots: ['<rootDir>/mutation-testing', '<rootDir>/test'],
  testEnvironment: require.resolve('./stryker-environment.cjs'),
  testMatch: ['<rootDir>/mutation-testing/related-tests.test.cjs'],
  /** Short, because some mutants make a test hang. */
  testTimeout: 2500,
};
