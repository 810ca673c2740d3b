// The table of docs/accounts.md that lists what an OAuth app needs.
import { markdownTable } from './markdown-table.mjs';

const SCOPE = /the scope (\S+)$/;

/** The calls to PagerDuty by the scope that they need. */
export function permissionsTable({ endpoints }) {
  const calls = Object.values(endpoints.PagerDuty).flatMap(({ name, permission }) => {
    const [, scope] = SCOPE.exec(permission) ?? [];
    return scope === undefined ? [] : [{ name, scope }];
  });
  const scopes = [...new Set(calls.map(({ scope }) => scope))].toSorted();
  const rows = scopes.map((scope) => [`\`${scope}\``, listCalls(calls, scope)]);
  return markdownTable(['scope', 'calls'], rows);
}

function listCalls(calls, wanted) {
  return calls
    .filter(({ scope }) => scope === wanted)
    .map(({ name }) => `\`${name}\``)
    .join(', ');
}
