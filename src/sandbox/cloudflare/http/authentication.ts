import type { FastifyRequest } from 'fastify';
import { malformedKey, noRoute, notAuthenticated } from './errors.js';

const PREFIX = '/client/v4/accounts/';

/**
 * Credentials first, then the account's form, then whether the token may see it (the order is unverified). No legacy
 * global key is good here; only its form is judged.
 */
export function demandToken(request: FastifyRequest, apiToken: string, accountId: string): void {
  const { authorization, 'x-auth-key': key } = request.headers;
  if (authorization === undefined && key !== undefined && !/^[0-9a-f]{37,45}$/.test(String(key))) throw malformedKey();
  if (authorization !== `Bearer ${apiToken}`) throw notAuthenticated();
  const path = request.url.split('?', 1)[0] ?? '';
  if (!path.startsWith(PREFIX)) throw noRoute(path);
  const account = path.slice(PREFIX.length).split('/', 1)[0] ?? '';
  if (!/^[0-9a-f]{32}$/.test(account)) throw noRoute(path.slice('/client/v4'.length));
  if (account !== accountId) throw notAuthenticated();
}
