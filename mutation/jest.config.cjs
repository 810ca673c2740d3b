const { reporters: _, ...config } = require('../jest.config.json');

module.exports = {
  ...config,
  rootDir: '..',
  roots: ['<rootDir>/mutation', '<rootDir>/test'],
  testMatch: ['<rootDir>/mutation/near.test.cjs'],
};
