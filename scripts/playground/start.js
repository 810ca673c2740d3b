// Runs in the browser after GraphiQL's own script; the build makes one file of it and what it imports.
import { showBar } from './header-bar.js';
import { createSending } from './guarded-fetch.js';
import { isSchemaOpen, settings } from './settings.js';
import { storage, storedTabs } from './browser-storage.js';
import { markTabs, operationList } from './operation-tabs.js';

const folder = new URL('.', document.currentScript.src).pathname;
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `${folder}${{ json: 'json', graphql: 'graphql' }[label] ?? 'editor'}.worker.js`,
};

/** GraphiQL's state, as soon as there is one. */
let store;

const cost = document.getElementById('cost');
const activeTab = () => document.querySelector('.graphiql-tab-active');

let shownTab = null;

/** A tab that comes to the front is brought into view, without the cost of another tab's answer. */
function followTab() {
  if (store) markTabs(store.getState());
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

/** Beside an answer, what it has cost, and that there are errors below its data; the answer says so at its end only. */
function followed(since) {
  const tab = activeTab();
  return ({ data, errors, extensions }) => {
    if (tab !== activeTab()) return;
    const calls = extensions?.upstreamCalls;
    const ms = Math.round(performance.now() - since);
    const told = calls === undefined ? [] : [`${calls} upstream ${calls === 1 ? 'call' : 'calls'}`, `${ms} ms`];
    if (errors && data) told.unshift('errors below the data');
    cost.textContent = told.join(', ');
  };
}

/** Now the variables are what is to be seen, and there is a schema to be had. */
function onAdmitted() {
  document.querySelector('.graphiql-editor-tools [data-name="variables"]')?.click();
  if (isSchemaOpen) void store.getState().actions.introspect();
}

const sending = createSending({ followed, onAdmitted });
globalThis.fetch = sending.send;

/** Whoever leaves the headers has typed them to their end. */
function learnCaller() {
  try {
    void sending.learnCaller(JSON.parse(store?.getState().headerEditor?.getValue() || settings.headers));
  } catch {
    // Not typed to their end after all.
  }
}

document.addEventListener('focusout', learnCaller);

/** In the documentation, where the schema would be. */
globalThis.playgroundWords = {
  schemaUnread: settings.asksForToken
    ? 'The schema is shown when a good token is in the Headers below the query.'
    : 'The schema could not be read. Is the gateway still running?',
  schemaClosed: 'The schema is closed on this gateway. Operations run all the same: see "All operations".',
};

/**
 * What to open: the query of a link, or else the tab that was left open. Told nothing, GraphiQL would open an empty tab
 * behind all others for who comes back, and put a link's query in the place of the first tab for who comes first.
 */
function opened({ tabs, headers }) {
  const linked = new URLSearchParams(location.search).get('query');
  const stored = storedTabs();
  if (!stored) {
    const first = tabs.filter(({ isOpen }) => isOpen).map(({ query, variables }) => ({ query, variables, headers }));
    return { defaultTabs: linked ? [{ query: linked, headers }, ...first] : first };
  }
  const tab = linked ? stored.tabs.find(({ query }) => query === linked) : stored.tabs[stored.activeTabIndex];
  return { query: tab?.query ?? linked, variables: tab?.variables ?? '' };
}

/** Called by GraphiQL, mended so by `scripts/bundle-playground.mjs`. */
function onStore(created) {
  store = created;
  store.subscribe(markTabs);
  showBar(...operationList(store));
  learnCaller();
}

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  endpoint: settings.endpoint,
  title: settings.title,
  headers: settings.headers,
  defaultEditorToolsVisibility: settings.asksForToken ? 'headers' : 'variables',
  storage,
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  // GraphiQL's own choice, which is the history; the package would put a query builder in its place.
  plugins: undefined,
  // A name is enough; the package would show its own sign.
  logo: '',
  // Where the schema is closed, nobody asks for it.
  ...(!isSchemaOpen && { schema: null }),
  onStore,
  ...opened(settings),
});
