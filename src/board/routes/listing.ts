import type { PagergraphError } from '../../client/client.js';

/** The entries of a list that were read. */
export interface Listing<Node> {
  readonly nodes: readonly Node[];
  /** Length of the whole list; null when unknown. */
  readonly totalCount: number | null;
  /** Whether `nodes` is the whole list. Without it nothing follows from the absence of an entry. */
  readonly isComplete: boolean;
  /** Why the list is missing or incomplete. */
  readonly listError: PagergraphError | null;
  /** Why values within entries are null. */
  readonly entryError: PagergraphError | null;
}
