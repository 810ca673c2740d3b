// Every refusal of the endpoint, read by every client: which code and which message each of them can show.
import { ERROR_READERS, type ErrorReader, type ReportedError } from './error-readers.js';
import { ERROR_CASES, type ErrorCase } from './error-cases.js';

const endpoint = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

/** What came over the wire, beside what the client made of it. */
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

/** Of who does not say, and of who could not be asked. */
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

/** All clients at once, for one of the refusals takes 15 seconds. */
async function checkErrorCase(errorCase: ErrorCase): Promise<boolean> {
  await errorCase.before?.(new URL('/graphql', endpoint).href);
  const clients = Object.entries(ERROR_READERS);
  const observedByClient = await Promise.all(clients.map(([, read]) => observeResponse(read, errorCase)));
  // The first is `fetch`, which reads what there is.
  const message = observedByClient[0]?.error?.message;
  const mistakes = observedByClient.flatMap((seen, at) => {
    const client = clients[at]?.[0] ?? '';
    return findMistakes(client, errorCase, seen, message).map((mistake) => `  ${client}: ${mistake}`);
  });
  const readBy = mistakes.length === 0 ? `read by ${clients.map(([client]) => client).join(', ')}` : 'NOT READ';
  console.log(`${errorCase.status} ${errorCase.code} for ${errorCase.name}: "${message}" ${readBy}`);
  for (const mistake of mistakes) console.log(mistake);
  return mistakes.length === 0;
}

let read = 0;
for (const refusal of ERROR_CASES) if (await checkErrorCase(refusal)) read += 1;
console.log(`refusals that every client reads: ${read} of ${ERROR_CASES.length}`);
if (read < ERROR_CASES.length) process.exitCode = 1;
