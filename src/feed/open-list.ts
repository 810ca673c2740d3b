import { OPEN_NEWEST_FIRST } from '../loaders/open-incidents-loader.js';
import { MAX_OFFSET, MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';
import { countOmitted } from '../upstream/transport/partial-list.js';
import type { FeedReader } from './feed-reader.js';
import type { IncidentRead, ReadStart } from './incident-read.js';

/**
 * One pass over all open incidents, newest first. Pages move while incidents open and close, so an incident can be listed
 * twice or not at all.
 */
export class OpenListPass {
  /** Start of the first page. */
  readonly start: ReadStart;
  pageCount = 0;
  isDone = false;
  /** Whether the list reaches PagerDuty's limit of 10,000 entries, so that older ones are missing. */
  isCut = false;
  private offset = 0;

  constructor(private readonly reader: FeedReader) {
    this.start = reader.begin();
  }

  /**
   * Reads the next page.
   *
   * @throws Fault
   */
  async readPage(): Promise<readonly IncidentRead[]> {
    const page = { ...OPEN_NEWEST_FIRST, limit: MAX_PAGE_SIZE, offset: this.offset };
    const { value, ...began } = await this.reader.read('open incidents', (client) => client.listIncidents(page));
    const { items, more } = value;
    this.pageCount += 1;
    this.offset += items.length + countOmitted(items);
    this.isCut = more && this.offset + MAX_PAGE_SIZE > MAX_OFFSET;
    this.isDone = !more || items.length === 0 || this.isCut;
    return items.map((incident) => ({ incidentId: incident.id, incident, ...began }));
  }
}
