// Runs in the browser after GraphiQL's own script.
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `/playground/${{ json: 'json', graphql: 'graphql' }[label] ?? 'editor'}.worker.js`,
};

const settings = JSON.parse(document.getElementById('settings').textContent);

const cost = document.getElementById('cost');

/** Beside an answer, what it has cost; the answer itself says so at its end only. */
async function tellCost(response, since) {
  const { extensions } = await response.json();
  const calls = extensions?.upstreamCalls;
  if (calls === undefined) return;
  cost.textContent = `${calls} upstream ${calls === 1 ? 'call' : 'calls'}, ${Math.round(performance.now() - since)} ms`;
}

const example = JSON.parse(settings.headers).authorization;
let typed = example;

/** A token typed in one tab serves every tab that still has the example, for as long as the window is open. */
function withToken(options) {
  const headers = new Headers(options?.headers);
  const given = headers.get('authorization');
  if (given === example) headers.set('authorization', typed);
  else if (given) typed = given;
  return { ...options, headers };
}

const { fetch } = globalThis;
globalThis.fetch = async (url, options) => {
  const since = performance.now();
  const response = await fetch(url, withToken(options));
  const isOfPerson = !options?.body?.includes?.('IntrospectionQuery');
  if (isOfPerson) tellCost(response.clone(), since).catch(() => (cost.textContent = ''));
  return response;
};

/** The browser's own storage, where the history would keep typed headers, tokens among them. */
const storage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, withoutTypedHeaders(value)),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  get length() {
    return localStorage.length;
  },
};

function withoutTypedHeaders(text) {
  try {
    return JSON.stringify(JSON.parse(text, (name, value) => (name === 'headers' && value ? settings.headers : value)));
  } catch {
    return text;
  }
}

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  storage,
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  // GraphiQL's own choice, which is the history; the package would put a query builder in its place.
  plugins: undefined,
  ...settings,
});
