import { describeAccounts } from './account-summary.js';
import { createElement } from './create-element.js';
import { isLive, settings } from './settings.js';

const WRITE_SCOPE = /_WRITE$/;

const callerStatus = createElement('p', { id: 'caller', hidden: true });
const tokenHint = createElement('p', {
  id: 'hint',
  hidden: !settings.asksForToken,
  textContent: 'In Headers, below the query, replace your-api-key with your token. Until then nothing is sent.',
});

/** Fills the bar above the tabs, which names the accounts that requests reach. */
export function renderHeaderBar(...controls) {
  const environment = isLive
    ? [createElement('strong', { textContent: 'LIVE' }), ` · ${describeAccounts(settings.accounts)}`]
    : [createElement('strong', { textContent: 'Sandbox' }), ': invented accounts, nobody is paged'];
  const bar = document.getElementById('bar');
  bar.className = settings.mode;
  bar.append(createElement('p', { id: 'world' }, ...environment), callerStatus, tokenHint, ...controls);
}

/** Hides the hint after the gateway accepted a token. */
export function hideTokenHint() {
  tokenHint.hidden = true;
}

/** Shows whether the caller has write scopes. */
export function renderCallerStatus(scopes) {
  const isReader = !scopes.some((scope) => WRITE_SCOPE.test(scope));
  callerStatus.hidden = !isReader;
  callerStatus.textContent = isReader ? 'Read-only access: you cannot run mutations' : '';
  document.body.toggleAttribute('data-read-only', isReader);
}
