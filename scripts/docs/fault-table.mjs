// The tables of docs/sandbox.md.
import { markdownTable } from './markdown-table.mjs';

/** Every fault that the sandbox can inject. */
export function faultTable({ faultKinds }) {
  const rows = Object.entries(faultKinds).map(([kind, { description, times = 1 }]) => [
    `\`${kind}\``,
    withoutSource(description),
    times === Infinity ? 'all' : String(times),
  ]);
  return markdownTable(['kind', 'what happens', 'calls'], [['`429`', '429 as the upstream sends it', '1'], ...rows]);
}

/** Every deviation of a webhook. */
export function webhookFaultTable({ webhookFaults }) {
  const rows = Object.entries(webhookFaults).map(([kind, { description }]) => [
    `\`${kind}\``,
    withoutSource(description),
  ]);
  return markdownTable(['kind', 'what happens'], rows);
}

const withoutSource = (description) => description.replace(/ \(docs\/.*\)$/, '');
