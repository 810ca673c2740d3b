import type { PagergraphError, ReportedError } from '../../client/client.js';
import type { Listing } from './listing.js';
import { readPartial } from './read-partial.js';

/** Pages of one list, unless its source has another maximum. Longer lists are shown as incomplete. */
const DEFAULT_MAX_PAGES = 20;

/** A page of a connection. */
export interface ListPage<Node> {
  readonly totalCount?: number | null;
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** How to read a list page by page. */
export interface ListSource<Data, Node> {
  readonly read: (after: string | null) => Promise<Data>;
  readonly pageOf: (data: Data) => ListPage<Node> | null | undefined;
  readonly maxPages?: number;
}

/**
 * Reads a list until its end, an error that ends it, or the maximum number of pages. An error of the gateway is returned
 * with the entries that were read before it.
 */
export async function readListing<Data, Node>(source: ListSource<Data, Node>): Promise<Listing<Node>> {
  let list: Listing<Node> = { nodes: [], totalCount: null, isComplete: false, listError: null, entryError: null };
  let after: string | null = null;
  const { maxPages = DEFAULT_MAX_PAGES } = source;
  for (let count = 0; count < maxPages; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page starts at the end of the previous one
    const { page, error }: ReadPage<Node> = await readPage(source, after);
    list = withErrors(list, error);
    if (!page) return list;
    list = { ...list, nodes: [...list.nodes, ...page.nodes], totalCount: page.totalCount ?? list.totalCount };
    if (!page.pageInfo.hasNextPage) return { ...list, isComplete: list.listError === null };
    after = page.pageInfo.endCursor;
  }
  return list;
}

interface ReadPage<Node> {
  readonly page: ListPage<Node> | null | undefined;
  readonly error: PagergraphError | null;
}

async function readPage<Data, Node>(
  { read, pageOf }: ListSource<Data, Node>,
  after: string | null,
): Promise<ReadPage<Node>> {
  const { data, error } = await readPartial(read(after));
  return { page: data === undefined ? null : pageOf(data), error };
}

function withErrors<Node>(list: Listing<Node>, error: PagergraphError | null): Listing<Node> {
  if (!error) return list;
  const isAboutList = error.errors.length === 0 || error.errors.some((one) => !isWithinEntry(one));
  return {
    ...list,
    listError: list.listError ?? (isAboutList ? error : null),
    entryError: list.entryError ?? (error.errors.some(isWithinEntry) ? error : null),
  };
}

/** Only the path of a value within an entry has an index. */
const isWithinEntry = ({ path }: ReportedError) => path?.some((step) => typeof step === 'number') === true;
