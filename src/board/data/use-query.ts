import { PagergraphError, type TypedDocument } from '../../client/client.js';
import { useSession } from './session.js';
import { useReading, type Reading, type ReadingOptions, type ReadResult } from './use-reading.js';

/** Reads an operation, and again when its variables change. */
export function useQuery<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  options?: ReadingOptions,
): Reading<Data> {
  const { request } = useSession();
  const key = JSON.stringify([document, variables]);
  return useReading(key, (signal) => readOnce(request(document, variables, { signal })), options);
}

async function readOnce<Data>(reading: Promise<Data>): Promise<ReadResult<Data>> {
  try {
    return { data: await reading };
  } catch (error) {
    if (!(error instanceof PagergraphError)) throw error;
    return { data: error.data as Data | undefined, error };
  }
}
