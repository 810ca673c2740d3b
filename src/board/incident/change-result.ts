import type { PagergraphError } from '../../client/client.js';
import type { MutationState } from '../data/use-mutation.js';

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

/** What pressing a button did, by the gateway's response. */
export type ChangeResult =
  | { readonly status: 'done' | 'unchanged'; readonly text: string }
  | { readonly status: 'refused'; readonly errors: readonly UserError[] }
  | { readonly status: 'failed'; readonly error: PagergraphError };

interface Payload {
  readonly changed?: boolean;
  readonly userErrors: readonly UserError[];
}

/** Reads the payload of a mutation; undefined while it is in flight. */
export function toChangeResult<Data, P extends Payload>(
  state: MutationState<Data>,
  getPayload: (data: Data) => P | null,
  describe: (payload: P) => string,
): ChangeResult | undefined {
  if (state.status === 'failed') return state;
  const payload = state.status === 'done' ? getPayload(state.data) : null;
  if (!payload) return undefined;
  const { changed, userErrors } = payload;
  if (userErrors.length > 0) return { status: 'refused', errors: userErrors };
  return { status: changed === false ? 'unchanged' : 'done', text: describe(payload) };
}

/** Names for a sentence, such as `Ana and Bo`. */
export const listNames = (people: readonly { readonly name: string | null }[]) =>
  new Intl.ListFormat('en').format(people.map(({ name }) => name ?? 'somebody')) || 'nobody';
