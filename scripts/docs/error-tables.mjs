// The tables of docs/errors.md.
import { markdownTable } from './markdown-table.mjs';

const UPSTREAMS = { PAGERDUTY: 'PagerDuty', CLOUDFLARE: 'Cloudflare' };

/** Every code a client can meet. */
export function codesTable({ catalog, userErrorCodes, gatewayErrorCodes }) {
  const rows = Object.entries(catalog).map(([code, { description, remedy, retryable }]) => {
    const places = [
      userErrorCodes.includes(code) && '`userErrors`',
      gatewayErrorCodes.includes(code) && '`errors`',
    ].filter(Boolean);
    return [`\`${code}\``, places.join(', '), description, remedy, retryable ? 'yes' : 'no'];
  });
  return markdownTable(['code', 'where', 'meaning', 'what to do', 'retryable'], rows);
}

/** What each upstream response becomes, in the order of the rules; then calls without a response. */
export function upstreamErrorsTable({ upstreamErrorRules, transportErrorRules }) {
  return markdownTable(
    ['upstream', 'response', 'becomes'],
    [
      ...upstreamErrorRules.map((rule) => [UPSTREAMS[rule.upstream] ?? 'either', condition(rule), result(rule)]),
      ...Object.entries(transportErrorRules).map(([kind, { code }]) => ['either', `none: ${kind}`, `\`${code}\``]),
    ],
  );
}

function condition({ statuses, codes, messagePattern, endpoints, notFoundMeaning }) {
  const parts = [
    statuses && `HTTP ${statuses.map((status) => (status < 10 ? `${status}xx` : status)).join(', ')}`,
    codes && `code ${codes.join(', ')}`,
    messagePattern && `text \`${messagePattern.source.replaceAll('|', '\\|')}\``,
    notFoundMeaning === 'feature' && 'of lists and fixed addresses',
    endpoints && `of ${endpoints.map((name) => `\`${name}\``).join(', ')}`,
  ];
  return parts.filter(Boolean).join('; ');
}

function result({ code, alreadyDone }) {
  return alreadyDone ? 'success, nothing was changed' : `\`${code}\``;
}
