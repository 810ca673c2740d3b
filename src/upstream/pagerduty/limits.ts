/** PagerDuty returns at most this many entries in one page (docs/upstream-quirks.md, "PagerDuty: paging"). */
export const MAX_PAGE_SIZE = 100;

/** PagerDuty rejects `offset + limit` beyond this (docs/upstream-quirks.md, "PagerDuty: paging"). */
export const MAX_OFFSET = 10_000;

/** PagerDuty refuses an update of more incidents in one request (docs/upstream-quirks.md, "PagerDuty: updating incidents"). */
export const MAX_BULK_UPDATE_SIZE = 250;

/** Reads in flight at once for one operation. PagerDuty recommends few requests at a time. */
export const MAX_CONCURRENT_READS = 4;
