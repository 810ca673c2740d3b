import { createElement } from './create-element.js';
import { resolveAccountKey, formatArguments } from './mutation-details.js';
import { settings } from './settings.js';

const UPSTREAMS = { pagerduty: 'PagerDuty', cloudflare: 'Cloudflare' };

const description = createElement('div', { id: 'confirm-what' });
const cancel = createElement('button', { type: 'button', textContent: 'Cancel', onclick: () => dialog.close('') });
const send = createElement('button', { type: 'button', id: 'confirm-send', onclick: () => dialog.close('send') });
const dialog = createElement(
  'dialog',
  { id: 'confirm' },
  createElement('h2', { id: 'confirm-title', textContent: 'This changes the real world' }),
  description,
  createElement('div', { className: 'confirm-choice' }, cancel, send),
);
dialog.setAttribute('aria-labelledby', 'confirm-title');
dialog.setAttribute('aria-describedby', 'confirm-what');

/**
 * Shows a dialog to confirm a mutation. Cancel has the focus, so that a key still held down sends nothing.
 *
 * @returns whether to send; false if `signal` aborts
 */
export async function confirmMutation({ isUnclear, fields }, signal) {
  description.replaceChildren(
    ...(isUnclear
      ? [createElement('p', { textContent: 'This document cannot be parsed here. It may change something.' })]
      : []),
    ...fields.map(renderField),
  );
  send.textContent = fields.length === 1 ? `Send ${fields[0].name}` : 'Send';
  const cancelDialog = () => dialog.close('');
  signal?.addEventListener('abort', cancelDialog);
  const focusedElement = document.activeElement;
  dialog.returnValue = '';
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
  await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
  signal?.removeEventListener('abort', cancelDialog);
  focusedElement?.focus();
  return dialog.returnValue === 'send' && !signal?.aborted;
}

function renderField(field) {
  const { about, upstream = 'pagerduty' } = settings.mutations[field.name] ?? {};
  const account = resolveAccountKey(field, settings.accounts[upstream]);
  const details = [...formatArguments(field.args), ['account', `${account ?? 'none'} (${UPSTREAMS[upstream]})`]];
  return createElement(
    'section',
    {},
    createElement('h3', { textContent: field.name }),
    createElement('p', { textContent: about ?? '' }),
    createElement(
      'dl',
      {},
      ...details.map(([label, value]) =>
        createElement(
          'div',
          {},
          createElement('dt', { textContent: label }),
          createElement('dd', { textContent: value }),
        ),
      ),
    ),
  );
}
