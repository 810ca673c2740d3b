/** The configuration of the gateway's own tests, for the suites of this folder. */
module.exports = {
  ...require('../jest.config.json'),
  rootDir: '..',
  roots: ['<rootDir>/conformance/suites'],
  // Without NODE_ENV=production: Apollo's suite tests defaults that depend on it, such as introspection.
  setupFiles: ['reflect-metadata'],
  transformIgnorePatterns: ['/node_modules/(?!(p-map|cockatiel|jose|@apidevtools/json-schema-ref-parser)/)'],
  moduleNameMapper: {
    ...require('../jest.config.json').moduleNameMapper,
    // Apollo's suite installs its own Apollo Server; the suite must test the gateway's.
    '^@apollo/server((?:/.*)?)$': '<rootDir>/node_modules/@apollo/server$1',
  },
};
