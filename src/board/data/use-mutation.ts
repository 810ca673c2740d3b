import { useState } from 'preact/hooks';
import { PagergraphError, type TypedDocument } from '../../client/client.js';
import { useSession } from './session.js';

/** What became of a change. Nothing is shown as done before the gateway has reported it. */
export type MutationState<Data> =
  | { readonly status: 'idle' | 'pending' }
  | { readonly status: 'done'; readonly data: Data }
  | { readonly status: 'failed'; readonly error: PagergraphError };

interface Mutation<Data, Variables> {
  readonly state: MutationState<Data>;
  /** Sends the change once; never rejects. */
  readonly run: (variables: Variables) => Promise<MutationState<Data>>;
  readonly reset: () => void;
}

/** A change that a button makes. */
export function useMutation<Data, Variables>(document: TypedDocument<Data, Variables>): Mutation<Data, Variables> {
  const { request, end } = useSession();
  const [state, setState] = useState<MutationState<Data>>({ status: 'idle' });
  return {
    state,
    async run(variables) {
      setState({ status: 'pending' });
      const result = await settle(request(document, variables));
      if (result.status === 'failed' && result.error.code === 'UNAUTHENTICATED') end(result.error);
      setState(result);
      return result;
    },
    reset: () => setState({ status: 'idle' }),
  };
}

async function settle<Data>(change: Promise<Data>): Promise<MutationState<Data>> {
  try {
    return { status: 'done', data: await change };
  } catch (error) {
    if (!(error instanceof PagergraphError)) throw error;
    return { status: 'failed', error };
  }
}
