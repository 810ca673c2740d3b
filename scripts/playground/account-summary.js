/** Describes the live accounts and the effect of requests. */
export function describeAccounts({ pagerduty, cloudflare }) {
  const isSameAccount =
    cloudflare.keys.length === 0 || pagerduty.keys.length === 0 || haveSameKeys(pagerduty, cloudflare);
  const names = isSameAccount
    ? nameAccounts('account', pagerduty.keys.length > 0 ? pagerduty : cloudflare)
    : `${nameAccounts('PagerDuty account', pagerduty)}, ${nameAccounts('Cloudflare account', cloudflare)}`;
  const effect = pagerduty.keys.length > 0 ? 'pages people' : 'changes who is alerted';
  return `${names}: what you send here ${effect}`;
}

function haveSameKeys(one, other) {
  return JSON.stringify([one.keys, one.defaultKey]) === JSON.stringify([other.keys, other.defaultKey]);
}

function nameAccounts(noun, { keys, defaultKey }) {
  if (keys.length === 1) return `${noun} ${keys[0]}`;
  return `${noun}s ${keys.map((key) => (key === defaultKey ? `${key} (default)` : key)).join(', ')}`;
}
