import type { FastifyRequest } from 'fastify';
import { malformedKey, routeNotFound, notAuthenticated } from './errors.js';

const ACCOUNTS_PREFIX = '/client/v4/accounts/';

/**
 * Checks the credential, then the form of the account id, then access to the account (order unverified). A legacy
 * global key is never accepted; only its form is checked.
 */
export function requireToken(request: FastifyRequest, apiToken: string, accountId: string): void {
  const { authorization, 'x-auth-key': legacyKey } = request.headers;
  if (authorization === undefined && legacyKey !== undefined && !/^[0-9a-f]{37,45}$/.test(String(legacyKey)))
    throw malformedKey();
  if (authorization !== `Bearer ${apiToken}`) throw notAuthenticated();
  const path = request.url.split('?', 1)[0] ?? '';
  if (!path.startsWith(ACCOUNTS_PREFIX)) throw routeNotFound(path);
  const account = path.slice(ACCOUNTS_PREFIX.length).split('/', 1)[0] ?? '';
  if (!/^[0-9a-f]{32}$/.test(account)) throw routeNotFound(path.slice('/client/v4'.length));
  if (account !== accountId) throw notAuthenticated();
}
