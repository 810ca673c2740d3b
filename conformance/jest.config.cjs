/** The gateway's own way of running TypeScript tests; only the place differs. */
module.exports = {
  ...require('../jest.config.json'),
  rootDir: '..',
  roots: ['<rootDir>/conformance/suites'],
  // Not as served: Apollo's suite asks for what NODE_ENV decides, such as introspection.
  setupFiles: ['reflect-metadata'],
  transformIgnorePatterns: ['/node_modules/(?!(p-map|cockatiel|jose|@apidevtools/json-schema-ref-parser)/)'],
  moduleNameMapper: {
    ...require('../jest.config.json').moduleNameMapper,
    // Apollo's suite brings an Apollo Server of its own; what is proven is the gateway's.
    '^@apollo/server((?:/.*)?)$': '<rootDir>/node_modules/@apollo/server$1',
  },
};
