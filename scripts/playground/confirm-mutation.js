import { element } from './create-element.js';
import { accountIn, detailsOf } from './mutation-details.js';
import { settings } from './settings.js';

const UPSTREAMS = { pagerduty: 'PagerDuty', cloudflare: 'Cloudflare' };

const what = element('div', { id: 'confirm-what' });
const cancel = element('button', { type: 'button', textContent: 'Cancel', onclick: () => dialog.close('') });
const send = element('button', { type: 'button', id: 'confirm-send', onclick: () => dialog.close('send') });
const dialog = element(
  'dialog',
  { id: 'confirm' },
  element('h2', { id: 'confirm-title', textContent: 'This changes the real world' }),
  what,
  element('div', { className: 'confirm-choice' }, cancel, send),
);
dialog.setAttribute('aria-labelledby', 'confirm-title');
dialog.setAttribute('aria-describedby', 'confirm-what');

/**
 * Asks the person whether a mutation is to be sent. Cancel has the focus: a key that is still held down sends nothing.
 *
 * @returns whether to send; false too when `signal` ends the request meanwhile
 */
export async function confirmed({ isUnclear, fields }, signal) {
  what.replaceChildren(
    ...(isUnclear
      ? [element('p', { textContent: 'This document cannot be read here; it may change something.' })]
      : []),
    ...fields.map(fieldInWords),
  );
  send.textContent = fields.length === 1 ? `Send ${fields[0].name}` : 'Send';
  const giveUp = () => dialog.close('');
  signal?.addEventListener('abort', giveUp);
  const before = document.activeElement;
  dialog.returnValue = '';
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
  await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
  signal?.removeEventListener('abort', giveUp);
  before?.focus();
  return dialog.returnValue === 'send' && !signal?.aborted;
}

function fieldInWords(field) {
  const { about, upstream = 'pagerduty' } = settings.mutations[field.name] ?? {};
  const account = accountIn(field, settings.accounts[upstream]);
  const details = [...detailsOf(field.args), ['account', `${account ?? 'none'} (${UPSTREAMS[upstream]})`]];
  return element(
    'section',
    {},
    element('h3', { textContent: field.name }),
    element('p', { textContent: about ?? '' }),
    element(
      'dl',
      {},
      ...details.map(([words, value]) =>
        element('div', {}, element('dt', { textContent: words }), element('dd', { textContent: value })),
      ),
    ),
  );
}
