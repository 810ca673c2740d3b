// Runs in the browser after GraphiQL's own script.
const folder = new URL('.', document.currentScript.src).pathname;
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `${folder}${{ json: 'json', graphql: 'graphql' }[label] ?? 'editor'}.worker.js`,
};

const settings = JSON.parse(document.getElementById('settings').textContent);

const cost = document.getElementById('cost');
const activeTab = () => document.querySelector('.graphiql-tab-active');

let shownTab = null;

/** A tab that comes to the front is brought into view, without the cost of another tab's answer. */
function followTab() {
  const tab = activeTab();
  if (tab === shownTab) return;
  shownTab = tab;
  cost.textContent = '';
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

new MutationObserver(followTab).observe(document.getElementById('root'), {
  attributeFilter: ['aria-current'],
  childList: true,
  subtree: true,
});

const LINE_HEIGHT = 20;

/** Most mice turn one way only. */
function turnTabs(event) {
  const tabs = event.target.closest('.graphiql-tabs');
  if (!tabs || event.deltaX !== 0 || event.ctrlKey) return;
  tabs.scrollLeft += event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1);
  event.preventDefault();
}

document.addEventListener('wheel', turnTabs, { passive: false });

/** Beside an answer, what it has cost; the answer itself says so at its end only. */
async function tellCost(response, since, tab) {
  const { extensions } = await response.json();
  const calls = extensions?.upstreamCalls;
  if (tab !== activeTab()) return;
  const told = `${calls} upstream ${calls === 1 ? 'call' : 'calls'}, ${Math.round(performance.now() - since)} ms`;
  cost.textContent = calls === undefined ? '' : told;
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

let isSchemaMissing = false;

/** Without a token there is no schema. The first answer to a good one is the time to ask again: no token is guessed at. */
function askForSchema() {
  isSchemaMissing = false;
  document.querySelector('button[aria-label^="Re-fetch GraphQL schema"]')?.click();
}

const { fetch } = globalThis;
globalThis.fetch = async (url, options) => {
  const since = performance.now();
  const tab = activeTab();
  const response = await fetch(url, withToken(options));
  if (options?.body?.includes?.('IntrospectionQuery')) {
    isSchemaMissing = !response.ok;
  } else {
    tellCost(response.clone(), since, tab).catch(() => (cost.textContent = ''));
    if (isSchemaMissing && response.ok) askForSchema();
  }
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

function storedTabs() {
  try {
    return JSON.parse(localStorage.getItem('graphiql:tabState'));
  } catch {
    return null;
  }
}

/**
 * What to open: the query of a link, or else the tab that was left open. Told nothing, GraphiQL would open an empty tab
 * behind all others for who comes back, and put a link's query in the place of the first tab for who comes first.
 */
function opened({ defaultTabs, headers }) {
  const linked = new URLSearchParams(location.search).get('query');
  const stored = storedTabs();
  if (!stored) return linked ? { defaultTabs: [{ query: linked, headers }, ...defaultTabs] } : {};
  const tab = linked ? stored.tabs.find(({ query }) => query === linked) : stored.tabs[stored.activeTabIndex];
  return { query: tab?.query ?? linked, variables: tab?.variables ?? '' };
}

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  storage,
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  // GraphiQL's own choice, which is the history; the package would put a query builder in its place.
  plugins: undefined,
  // A name is enough; the package would show its own sign.
  logo: '',
  ...settings,
  ...opened(settings),
});
