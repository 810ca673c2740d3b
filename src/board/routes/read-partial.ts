import { PagergraphError, type ReportedError } from '../../client/client.js';

/** The data of a response and its error. After an outage of one upstream both are present. */
export interface PartialData<Data> {
  readonly data: Data | undefined;
  readonly error: PagergraphError | null;
}

type Path = NonNullable<ReportedError['path']>;

/**
 * Awaits a response whose data may be partial. A list with an error at its path lacks entries, so it becomes null:
 * nothing may follow from what it does not contain.
 *
 * @throws what is not an error of the gateway
 */
export async function readPartial<Data>(response: Promise<Data>): Promise<PartialData<Data>> {
  try {
    return { data: await response, error: null };
  } catch (error) {
    if (!(error instanceof PagergraphError)) throw error;
    return { data: error.data === undefined ? undefined : (dropPartialLists(error) as Data), error };
  }
}

function dropPartialLists({ data, errors }: PagergraphError): unknown {
  const copy: unknown = structuredClone(data);
  for (const { path } of errors) if (path) setListToNull(copy, path);
  return copy;
}

function setListToNull(data: unknown, path: Path): void {
  const name = path.at(-1);
  const parent = path.slice(0, -1).reduce<unknown>((value, step) => (value as Fields | null | undefined)?.[step], data);
  if (name !== undefined && isObject(parent) && Array.isArray(parent[name])) parent[name] = null;
}

type Fields = Record<string | number, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
