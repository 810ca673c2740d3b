import { settings } from './settings.js';

const example = JSON.parse(settings.headers).authorization;

/** Typed in one tab it serves every tab that still has the example, for as long as the window is open. */
let typed;

/** Whether the example is all there is, which no gateway takes and which would count as a wrong try. */
export const isTokenMissing = (headers) => headers.get('authorization') === example && example && !typed;

/** The headers to send, with the token that was typed in this tab or another. */
export function withToken(given) {
  const headers = new Headers(given);
  const authorization = headers.get('authorization');
  if (authorization === example && typed) headers.set('authorization', typed);
  else if (authorization && authorization !== example) typed = authorization;
  return headers;
}
