import type { PollLease } from '../poll-lease.js';

/** The lease of a process without other replicas: it always polls. */
export const MEMORY_POLL_LEASE: PollLease = {
  take: async () => ({ role: 'POLLER' }),
  isTaken: async () => false,
  release: async () => {},
};
