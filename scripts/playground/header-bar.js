import { accountsInWords } from './account-summary.js';
import { element } from './create-element.js';
import { isLive, settings } from './settings.js';

const WRITING = /_WRITE$/;

const caller = element('p', { id: 'caller', hidden: true });
const hint = element('p', {
  id: 'hint',
  hidden: !settings.asksForToken,
  textContent: 'Type your token in the Headers below the query, over your-api-key. Nothing is sent before.',
});

/** Above all tabs: where what is sent goes to. */
export function showBar(...controls) {
  const world = isLive
    ? [element('strong', { textContent: 'LIVE' }), ` · ${accountsInWords(settings.accounts)}`]
    : [element('strong', { textContent: 'Sandbox' }), ': invented accounts, nobody is paged'];
  const bar = document.getElementById('bar');
  bar.className = settings.mode;
  bar.append(element('p', { id: 'world' }, ...world), caller, hint, ...controls);
}

/** A token that was taken needs no hint. */
export function hideHint() {
  hint.hidden = true;
}

/** Whether the caller may change anything, as the gateway says. */
export function showCaller(scopes) {
  const isReader = !scopes.some((scope) => WRITING.test(scope));
  caller.hidden = !isReader;
  caller.textContent = isReader ? 'Read only: you may look, not change' : '';
  document.body.toggleAttribute('data-read-only', isReader);
}
