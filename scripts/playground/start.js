// Runs in the browser after GraphiQL's own script.
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `/playground/${{ json: 'json', graphql: 'graphql' }[label] ?? 'editor'}.worker.js`,
};

const cost = document.getElementById('cost');

/** Beside an answer, what it has cost; the answer itself says so at its end only. */
async function tellCost(response, since) {
  const { extensions } = await response.json();
  const calls = extensions?.upstreamCalls;
  if (calls === undefined) return;
  cost.textContent = `${calls} upstream ${calls === 1 ? 'call' : 'calls'}, ${Math.round(performance.now() - since)} ms`;
}

const { fetch } = globalThis;
globalThis.fetch = async (url, options) => {
  const since = performance.now();
  const response = await fetch(url, options);
  const isOfPerson = !String(options?.body).includes('IntrospectionQuery');
  if (isOfPerson) tellCost(response.clone(), since).catch(() => (cost.textContent = ''));
  return response;
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
