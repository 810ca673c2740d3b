import { settings } from './settings.js';

const exampleAuthorization = JSON.parse(settings.headers).authorization;

/** A token entered in one tab applies to all tabs with the example token until the window closes. */
let typedAuthorization;

/** Whether only the example token is present. No gateway accepts it, and it would count as a failed authentication. */
export const isTokenMissing = (headers) =>
  headers.get('authorization') === exampleAuthorization && exampleAuthorization && !typedAuthorization;

/** The headers to send, with the token entered in any tab. */
export function withToken(init) {
  const headers = new Headers(init);
  const authorization = headers.get('authorization');
  if (authorization === exampleAuthorization && typedAuthorization) headers.set('authorization', typedAuthorization);
  else if (authorization && authorization !== exampleAuthorization) typedAuthorization = authorization;
  return headers;
}
