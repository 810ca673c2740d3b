import { createElement } from './create-element.js';
import { containsMutation } from './mutation-details.js';
import { settings } from './settings.js';

const GROUP_TITLES = { look: 'Look', change: 'Change', connect: 'Connect' };

const MUTATION_DESCRIPTION = 'changes something';

const markedQueries = new WeakMap();

/** Marks the tabs that contain mutations. */
export function markTabs({ tabs }) {
  document.querySelectorAll('.graphiql-tab').forEach((tab, index) => {
    const query = tabs[index]?.query ?? '';
    if (markedQueries.get(tab) === query) return;
    markedQueries.set(tab, query);
    const isMutation = containsMutation(query);
    tab.dataset.does = isMutation ? 'change' : 'look';
    const button = tab.querySelector('.graphiql-tab-button');
    if (isMutation) button?.setAttribute('aria-description', MUTATION_DESCRIPTION);
    else button?.removeAttribute('aria-description');
  });
}

/** Creates the button and the list that opens any operation. */
export function createOperationList(store) {
  const list = createElement('nav', { id: 'operations', popover: 'auto' });
  list.setAttribute('aria-label', 'Operations');
  const open = (operation) => {
    list.hidePopover();
    openOperation(store, operation);
  };
  for (const [group, title] of Object.entries(GROUP_TITLES)) {
    const operations = settings.tabs.filter((operation) => operation.group === group);
    if (operations.length > 0) list.append(createSection(title, operations, open));
  }
  const button = createElement('button', { type: 'button', id: 'all-operations', textContent: 'All operations' });
  button.popoverTargetElement = list;
  return [button, list];
}

function createSection(title, operations, open) {
  const entries = operations.map((operation) => {
    const name = createElement('button', {
      type: 'button',
      textContent: operation.name,
      onclick: () => open(operation),
    });
    const isMutation = containsMutation(operation.query);
    if (isMutation) name.setAttribute('aria-description', MUTATION_DESCRIPTION);
    const entry = createElement('li', {}, name, createElement('p', { textContent: operation.about }));
    entry.dataset.does = isMutation ? 'change' : 'look';
    return entry;
  });
  return createElement('section', {}, createElement('h2', { textContent: title }), createElement('ul', {}, ...entries));
}

/** Opens an operation in a tab, or activates the tab that has it. */
function openOperation(store, { name, query, variables = '' }) {
  const { tabs, actions } = store.getState();
  const index = tabs.findIndex(({ title }) => title === name);
  if (index !== -1) {
    actions.changeTab(index);
    return;
  }
  actions.addTab();
  const { queryEditor, variableEditor } = store.getState();
  queryEditor.setValue(query);
  variableEditor.setValue(variables);
}
