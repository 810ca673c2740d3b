// The table of docs/sandbox.md.
import { markdownTable } from './markdown-table.mjs';

/** Every fault that the sandbox can inject. */
export function faultTable({ faultKinds }) {
  const rows = Object.entries(faultKinds).map(([kind, { description, times = 1 }]) => [
    `\`${kind}\``,
    description.replace(/ \(docs\/.*\)$/, ''),
    times === Infinity ? 'all' : String(times),
  ]);
  return markdownTable(['kind', 'what happens', 'calls'], [['`429`', '429 as the upstream sends it', '1'], ...rows]);
}
