// Runs in the browser after GraphiQL's own script.
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `/playground/${{ json: 'json', graphql: 'graphql' }[label] ?? 'editor'}.worker.js`,
};
const settings = JSON.parse(document.getElementById('settings').textContent);
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  // The package would keep typed headers in localStorage, tokens among them.
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  // GraphiQL's own choice, which is the history; the package would put a query builder in its place.
  plugins: undefined,
  ...settings,
});
