// Runs in the browser after GraphiQL's script. The build bundles it with its imports.
import { renderHeaderBar } from './header-bar.js';
import { createGuardedFetch } from './guarded-fetch.js';
import { isSchemaOpen, settings } from './settings.js';
import { storage, readStoredTabs } from './browser-storage.js';
import { markTabs, createOperationList } from './operation-tabs.js';

const folder = new URL('.', document.currentScript.src).pathname;
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => `${folder}${{ json: 'json', graphql: 'graphql' }[label] ?? 'editor'}.worker.js`,
};

/** GraphiQL's store, once it exists. */
let store;

const cost = document.getElementById('cost');
const activeTab = () => document.querySelector('.graphiql-tab-active');

let shownTab = null;

/** Scrolls to the active tab and clears the cost of the previous tab's response. */
function onTabChange() {
  if (store) markTabs(store.getState());
  const tab = activeTab();
  if (tab === shownTab) return;
  shownTab = tab;
  cost.textContent = '';
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

new MutationObserver(onTabChange).observe(document.getElementById('root'), {
  attributeFilter: ['aria-current'],
  childList: true,
  subtree: true,
});

const LINE_HEIGHT = 20;

/** Scrolls horizontally, because most mice have one wheel. */
function scrollTabs(event) {
  const tabs = event.target.closest('.graphiql-tabs');
  if (!tabs || event.deltaX !== 0 || event.ctrlKey) return;
  tabs.scrollLeft += event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1);
  event.preventDefault();
}

document.addEventListener('wheel', scrollTabs, { passive: false });

/** Shows the cost of a response, and that errors follow its data. */
function trackResponse(startedAt) {
  const tab = activeTab();
  return ({ data, errors, extensions }) => {
    if (tab !== activeTab()) return;
    const calls = extensions?.upstreamCalls;
    const ms = Math.round(performance.now() - startedAt);
    const parts = calls === undefined ? [] : [`${calls} upstream ${calls === 1 ? 'call' : 'calls'}`, `${ms} ms`];
    if (errors && data) parts.unshift('errors below the data');
    cost.textContent = parts.join(', ');
  };
}

/** Shows the variables instead of the headers, and loads the schema. */
function onAuthenticated() {
  document.querySelector('.graphiql-editor-tools [data-name="variables"]')?.click();
  if (isSchemaOpen) void store.getState().actions.introspect();
}

const guardedFetch = createGuardedFetch({ trackResponse, onAuthenticated });
globalThis.fetch = guardedFetch.send;

/** Loads the caller after the headers lose focus. */
function loadCaller() {
  try {
    void guardedFetch.loadCaller(JSON.parse(store?.getState().headerEditor?.getValue() || settings.headers));
  } catch {
    // The headers are incomplete.
  }
}

document.addEventListener('focusout', loadCaller);

/** Messages in the documentation panel if the schema is missing. */
globalThis.playgroundMessages = {
  schemaUnread: settings.asksForToken
    ? 'The schema loads after you enter a valid token in Headers, below the query.'
    : 'The schema could not be read. Is the gateway still running?',
  schemaClosed: 'Introspection is off on this gateway. Operations still run: see "All operations".',
};

/**
 * Initial tabs: the query of a link, else the tab that was active last. Without these values GraphiQL opens an empty
 * tab for a returning user. On a first visit it puts a link's query into the first tab.
 */
function toInitialTabs({ tabs, headers }) {
  const linkedQuery = new URLSearchParams(location.search).get('query');
  const storedState = readStoredTabs();
  if (!storedState) {
    const first = tabs.filter(({ isOpen }) => isOpen).map(({ query, variables }) => ({ query, variables, headers }));
    return { defaultTabs: linkedQuery ? [{ query: linkedQuery, headers }, ...first] : first };
  }
  const tab = linkedQuery
    ? storedState.tabs.find(({ query }) => query === linkedQuery)
    : storedState.tabs[storedState.activeTabIndex];
  return { query: tab?.query ?? linkedQuery, variables: tab?.variables ?? '' };
}

/** GraphiQL calls it after a patch of `scripts/bundle-playground.mjs`. */
function onStore(created) {
  store = created;
  store.subscribe(markTabs);
  renderHeaderBar(...createOperationList(store));
  loadCaller();
}

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  endpoint: settings.endpoint,
  title: settings.title,
  headers: settings.headers,
  defaultEditorToolsVisibility: settings.asksForToken ? 'headers' : 'variables',
  storage,
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  // GraphiQL's default, the history. The package would add a query builder.
  plugins: undefined,
  // The title is enough. The package would show its own logo.
  logo: '',
  // Without introspection GraphiQL must not request the schema.
  ...(!isSchemaOpen && { schema: null }),
  onStore,
  ...toInitialTabs(settings),
});
