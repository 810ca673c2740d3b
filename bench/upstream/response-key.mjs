const INCLUDE = /[?&]include(?:%5B%5D|\[\])=([a-z_]+)/g;
const PAGE = /[?&](limit|offset)=(\d+)/g;

/**
 * What an answer depends on: of a list its page and what is expanded, of a change the status it sets. Filters are not
 * looked at, so that calls can differ from each other and be answered alike.
 */
export function keyOf(method, url, body = '') {
  const [path] = url.split('?', 1);
  if (method !== 'GET') return `${method} ${path} ${/"status":"([a-z]+)"/.exec(body)?.[1] ?? ''}`;
  const page = Object.fromEntries([...url.matchAll(PAGE)].map(([, name, value]) => [name, value]));
  const include = [...url.matchAll(INCLUDE)].map(([, name]) => name).toSorted((one, other) => (one < other ? -1 : 1));
  return `GET ${path} ${page.limit ?? ''} ${page.offset ?? ''} ${include.join(',')}`;
}
