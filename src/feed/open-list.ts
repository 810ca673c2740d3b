import { OPEN_NEWEST_FIRST } from '../loaders/open-incidents-loader.js';
import { MAX_OFFSET, MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';
import type { WireIncident } from '../upstream/pagerduty/wire.js';
import { countOmitted } from '../upstream/transport/partial-list.js';
import type { FeedReader } from './feed-reader.js';
import type { ReadStart } from './incident-read.js';

/** One page of the open list, and when it was requested. */
interface OpenPage extends ReadStart {
  readonly incidents: readonly WireIncident[];
}

export interface OpenList {
  readonly pages: readonly OpenPage[];
  /** Start of the first page. */
  readonly start: ReadStart;
  /** Whether the list reaches PagerDuty's limit of 10,000 entries, so that older ones may be missing. */
  readonly isCut: boolean;
}

/**
 * Reads all open incidents, newest first. Pages move while incidents open and close, so an incident can be listed twice or
 * not at all.
 *
 * @throws Fault
 */
export async function readOpenList(reader: FeedReader): Promise<OpenList> {
  const pages: OpenPage[] = [];
  const start = reader.begin();
  for (let offset = 0; offset + MAX_PAGE_SIZE <= MAX_OFFSET;) {
    const page = { ...OPEN_NEWEST_FIRST, limit: MAX_PAGE_SIZE, offset };
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
    const { value, ...began } = await reader.read('open incidents', (client) => client.listIncidents(page));
    pages.push({ ...began, incidents: value.items });
    offset += value.items.length + countOmitted(value.items);
    if (!value.more || value.items.length === 0) return { pages, start, isCut: false };
  }
  return { pages, start, isCut: true };
}
