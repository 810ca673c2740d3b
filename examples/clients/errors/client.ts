// Every error response of the endpoint, read by every client: which code and message each client can show.
import { ERROR_READERS, type ErrorReader, type ReportedError } from './error-readers.js';
import { ERROR_CASES, type ErrorCase } from './error-cases.js';

const endpoint = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

/** The HTTP response and the error that the client read from it. */
interface ObservedResponse {
  readonly status: number;
  readonly contentType: string | null;
  readonly error: ReportedError | undefined;
}

async function observeResponse(
  read: ErrorReader,
  { send = fetch, path = '/graphql' }: ErrorCase,
): Promise<ObservedResponse> {
  let response: Response | undefined;
  const error = await read(new URL(path, endpoint).href, async (url, init) => (response = await send(url, init)));
  return { status: response?.status ?? 0, contentType: response?.headers.get('content-type') ?? null, error };
}

/** Media type without a matching `Accept` header, or for a request that was not HTTP. */
const LEGACY_MEDIA_TYPE = 'application/json; charset=utf-8';
const RESPONSE_MEDIA_TYPE = 'application/graphql-response+json; charset=utf-8';

function findMistakes(
  client: string,
  { status, code, isHttpRequest = true }: ErrorCase,
  observed: ObservedResponse,
  message?: string,
) {
  const type = client === 'fetch' || !isHttpRequest ? LEGACY_MEDIA_TYPE : RESPONSE_MEDIA_TYPE;
  return [
    observed.status !== status && `status ${observed.status} instead of ${status}`,
    observed.contentType !== type && `${observed.contentType} instead of ${type}`,
    observed.error?.extensions?.['code'] !== code && `code ${observed.error?.extensions?.['code']} instead of ${code}`,
    (!message || observed.error?.message !== message) && `message "${observed.error?.message}" instead of "${message}"`,
  ].filter((mistake) => mistake !== false);
}

/** Runs all clients at once, because one of the errors takes 15 seconds. */
async function checkErrorCase(errorCase: ErrorCase): Promise<boolean> {
  await errorCase.before?.(new URL('/graphql', endpoint).href);
  const clients = Object.entries(ERROR_READERS);
  const observedByClient = await Promise.all(clients.map(([, read]) => observeResponse(read, errorCase)));
  // The first client is `fetch`, which reads the body unchanged.
  const message = observedByClient[0]?.error?.message;
  const mistakes = observedByClient.flatMap((observed, index) => {
    const client = clients[index]?.[0] ?? '';
    return findMistakes(client, errorCase, observed, message).map((mistake) => `  ${client}: ${mistake}`);
  });
  const readBy = mistakes.length === 0 ? `read by ${clients.map(([client]) => client).join(', ')}` : 'NOT READ';
  console.log(`${errorCase.status} ${errorCase.code} for ${errorCase.name}: "${message}" ${readBy}`);
  for (const mistake of mistakes) console.log(mistake);
  return mistakes.length === 0;
}

let readByAll = 0;
for (const errorCase of ERROR_CASES) if (await checkErrorCase(errorCase)) readByAll += 1;
console.log(`errors that every client reads: ${readByAll} of ${ERROR_CASES.length}`);
if (readByAll < ERROR_CASES.length) process.exitCode = 1;
