import { useSession } from '../data/session.js';
import { useReading, type Reading } from '../data/use-reading.js';
import { findFailure, readRoutes, type RouteAccounts, type RouteReading } from './read-routes.js';

/** How often the routes are read again while the page is visible. */
export const POLL_SECONDS = 60;

/** Reads the routes between two accounts, and again every minute. The error is that of the gateway as a whole. */
export function useRoutes(accounts: RouteAccounts): Reading<RouteReading> {
  const { request } = useSession();
  const read = async (signal: AbortSignal) => {
    const data = await readRoutes(request, accounts, signal);
    const error = findFailure(data);
    return error ? { error } : { data };
  };
  const key = JSON.stringify([accounts.cloudflare, accounts.pagerDuty]);
  return useReading(key, read, { pollMs: POLL_SECONDS * 1000 });
}
