const { reporters: _, ...config } = require('../jest.config.json');

module.exports = {
  ...config,
  rootDir: '..',
  roots: ['<rootDir>/mutation-testing', '<rootDir>/test'],
  testEnvironment: require.resolve('./environment.cjs'),
  testMatch: ['<rootDir>/mutation-testing/related-tests.test.cjs'],
  /** What a mutant lets hang shall not hang long. */
  testTimeout: 2500,
};
