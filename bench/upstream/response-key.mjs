const INCLUDE = /[?&]include(?:%5B%5D|\[\])=([a-z_]+)/g;
const PAGE = /[?&](limit|offset)=(\d+)/g;

/**
 * What a response depends on: for a list its page and its includes, for a change the new status. Filters are ignored, so
 * that calls may differ from each other and get the same response.
 */
export function responseKey(method, url, body = '') {
  const [path] = url.split('?', 1);
  if (method !== 'GET') return `${method} ${path} ${/"status":"([a-z]+)"/.exec(body)?.[1] ?? ''}`;
  const page = Object.fromEntries([...url.matchAll(PAGE)].map(([, name, value]) => [name, value]));
  const include = [...url.matchAll(INCLUDE)].map(([, name]) => name).toSorted((one, other) => (one < other ? -1 : 1));
  return `GET ${path} ${page.limit ?? ''} ${page.offset ?? ''} ${include.join(',')}`;
}
