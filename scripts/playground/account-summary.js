/** Which accounts are real and what happens there, in words. */
export function accountsInWords({ pagerduty, cloudflare }) {
  const isOne = cloudflare.keys.length === 0 || pagerduty.keys.length === 0 || isSame(pagerduty, cloudflare);
  const names = isOne
    ? named('account', pagerduty.keys.length > 0 ? pagerduty : cloudflare)
    : `${named('PagerDuty account', pagerduty)}, ${named('Cloudflare account', cloudflare)}`;
  const effect = pagerduty.keys.length > 0 ? 'pages people' : 'changes who is alerted';
  return `${names}: what you send here ${effect}`;
}

function isSame(one, other) {
  return JSON.stringify([one.keys, one.defaultKey]) === JSON.stringify([other.keys, other.defaultKey]);
}

function named(what, { keys, defaultKey }) {
  if (keys.length === 1) return `${what} ${keys[0]}`;
  return `${what}s ${keys.map((key) => (key === defaultKey ? `${key} (default)` : key)).join(', ')}`;
}
