// Every refusal of the endpoint, read by every client: which code and which message each of them can show.
import { READERS, type Reader, type Told } from './error-readers.js';
import { REFUSALS, type Refusal } from './error-cases.js';

const endpoint = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

/** What came over the wire, beside what the client made of it. */
interface Seen {
  readonly status: number;
  readonly type: string | null;
  readonly told: Told | undefined;
}

async function seenBy(read: Reader, { send = fetch, path = '/graphql' }: Refusal): Promise<Seen> {
  let came: Response | undefined;
  const told = await read(new URL(path, endpoint).href, async (url, init) => (came = await send(url, init)));
  return { status: came?.status ?? 0, type: came?.headers.get('content-type') ?? null, told };
}

/** Of who does not say, and of who could not be asked. */
const OLD = 'application/json; charset=utf-8';
const NEW = 'application/graphql-response+json; charset=utf-8';

function mistakesOf(client: string, { status, code, isReadable = true }: Refusal, seen: Seen, message?: string) {
  const type = client === 'fetch' || !isReadable ? OLD : NEW;
  return [
    seen.status !== status && `status ${seen.status} instead of ${status}`,
    seen.type !== type && `${seen.type} instead of ${type}`,
    seen.told?.extensions?.['code'] !== code && `code ${seen.told?.extensions?.['code']} instead of ${code}`,
    (!message || seen.told?.message !== message) && `message "${seen.told?.message}" instead of "${message}"`,
  ].filter((mistake) => mistake !== false);
}

/** All clients at once, for one of the refusals takes 15 seconds. */
async function tryOut(refusal: Refusal): Promise<boolean> {
  await refusal.before?.(new URL('/graphql', endpoint).href);
  const clients = Object.entries(READERS);
  const all = await Promise.all(clients.map(([, read]) => seenBy(read, refusal)));
  // The first is `fetch`, which reads what there is.
  const message = all[0]?.told?.message;
  const mistakes = all.flatMap((seen, at) => {
    const client = clients[at]?.[0] ?? '';
    return mistakesOf(client, refusal, seen, message).map((mistake) => `  ${client}: ${mistake}`);
  });
  const readBy = mistakes.length === 0 ? `read by ${clients.map(([client]) => client).join(', ')}` : 'NOT READ';
  console.log(`${refusal.status} ${refusal.code} for ${refusal.name}: "${message}" ${readBy}`);
  for (const mistake of mistakes) console.log(mistake);
  return mistakes.length === 0;
}

let read = 0;
for (const refusal of REFUSALS) if (await tryOut(refusal)) read += 1;
console.log(`refusals that every client reads: ${read} of ${REFUSALS.length}`);
if (read < REFUSALS.length) process.exitCode = 1;
