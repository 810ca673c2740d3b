import { element } from './create-element.js';
import { looksLikeMutation } from './mutation-details.js';
import { settings } from './settings.js';

const GROUPS = { look: 'Look', change: 'Change', connect: 'Connect' };

const CHANGES = 'changes something';

const marked = new WeakMap();

/** Marks the tabs that change things, whatever was typed into them. */
export function markTabs({ tabs }) {
  document.querySelectorAll('.graphiql-tab').forEach((tab, place) => {
    const query = tabs[place]?.query ?? '';
    if (marked.get(tab) === query) return;
    marked.set(tab, query);
    const changes = looksLikeMutation(query);
    tab.dataset.does = changes ? 'change' : 'look';
    const button = tab.querySelector('.graphiql-tab-button');
    if (changes) button?.setAttribute('aria-description', CHANGES);
    else button?.removeAttribute('aria-description');
  });
}

/** The way to every operation: a button, and the list that it opens. */
export function operationList(store) {
  const list = element('nav', { id: 'operations', popover: 'auto' });
  list.setAttribute('aria-label', 'Operations');
  const open = (task) => {
    list.hidePopover();
    openTask(store, task);
  };
  for (const [group, title] of Object.entries(GROUPS)) {
    const tasks = settings.tabs.filter((task) => task.group === group);
    if (tasks.length > 0) list.append(section(title, tasks, open));
  }
  const button = element('button', { type: 'button', id: 'all-operations', textContent: 'All operations' });
  button.popoverTargetElement = list;
  return [button, list];
}

function section(title, tasks, open) {
  const entries = tasks.map((task) => {
    const name = element('button', { type: 'button', textContent: task.name, onclick: () => open(task) });
    const changes = looksLikeMutation(task.query);
    if (changes) name.setAttribute('aria-description', CHANGES);
    const entry = element('li', {}, name, element('p', { textContent: task.about }));
    entry.dataset.does = changes ? 'change' : 'look';
    return entry;
  });
  return element('section', {}, element('h2', { textContent: title }), element('ul', {}, ...entries));
}

/** A tab that is open already comes to the front as it was left. */
function openTask(store, { name, query, variables = '' }) {
  const { tabs, actions } = store.getState();
  const place = tabs.findIndex(({ title }) => title === name);
  if (place !== -1) {
    actions.changeTab(place);
    return;
  }
  actions.addTab();
  const { queryEditor, variableEditor } = store.getState();
  queryEditor.setValue(query);
  variableEditor.setValue(variables);
}
