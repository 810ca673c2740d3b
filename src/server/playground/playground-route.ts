import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../../config/config.js';
import { GRAPHQL_PATH } from '../http/graphql-path.js';
import { readAssetVersion, registerVersionedAssets } from '../http/versioned-assets.js';
import type { PlaygroundMutation } from './mutation-descriptions.js';
import type { Tab } from './operation-tabs.js';
import { UPSTREAM_CALLS_HEADER } from '../graphql/complete-response.js';

/** The files of GraphiQL that the build writes; no other file of the folder is served. */
const ASSET_TYPES: ReadonlyMap<string, string> = new Map([
  ['graphiql.js', 'text/javascript; charset=utf-8'],
  ['graphiql.css', 'text/css; charset=utf-8'],
  ['graphql.worker.js', 'text/javascript; charset=utf-8'],
  ['json.worker.js', 'text/javascript; charset=utf-8'],
  ['editor.worker.js', 'text/javascript; charset=utf-8'],
  ['start.js', 'text/javascript; charset=utf-8'],
]);

/** Allows only scripts from the gateway's own files. Inline styles are allowed, because Monaco needs them. */
const PLAYGROUND_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TITLE = 'pagergraph';

/** The configured keys of an upstream's accounts, and the default one. */
export interface PlaygroundAccounts {
  readonly keys: readonly string[];
  readonly defaultKey?: string;
}

/** Returns only the keys, because the accounts contain credentials. */
export function toPlaygroundAccounts({ byKey, defaultKey }: Accounts<unknown>): PlaygroundAccounts {
  return { keys: Object.keys(byKey), ...(defaultKey !== undefined && { defaultKey }) };
}

/** Settings of the page, which `scripts/playground` renders. */
export interface PlaygroundSettings {
  /** In live mode, the page shows a warning and requires a confirmation before each mutation. */
  readonly mode: 'sandbox' | 'live';
  readonly accounts: Readonly<Record<PlaygroundMutation['upstream'], PlaygroundAccounts>>;
  readonly tabs: readonly Tab[];
  readonly mutations: Readonly<Record<string, PlaygroundMutation>>;
  /** Whether callers need credentials; the headers editor then has a placeholder for them. */
  readonly asksForToken: boolean;
  /** Whether introspection is on. */
  readonly introspection: boolean;
  /** False with trusted documents. */
  readonly runsAnyDocument: boolean;
}

export interface PlaygroundOptions {
  /** Folder of the files, each also as `.gz`, and of `version`, which changes with any of them. */
  readonly assets: URL;
  /** Called for the first page, because a start need not wait until all operations are parsed. */
  readonly readSettings: () => PlaygroundSettings;
}

/** Relative to the page, because a reverse proxy may add a prefix to all paths. */
const RELATIVE_GRAPHQL_PATH = GRAPHQL_PATH.slice(1);

/** Makes each response contain the number of upstream calls, which the page shows. */
const UPSTREAM_CALLS_HEADERS = { [UPSTREAM_CALLS_HEADER]: '1' };
const EXAMPLE_AUTHORIZATION = { authorization: 'Bearer your-api-key' };

/**
 * Serves GraphiQL to browsers on the GraphQL path, and its files. Call it before the GraphQL route is registered, because a
 * hook covers only later routes.
 */
export function registerPlayground(app: FastifyInstance, { assets, readSettings }: PlaygroundOptions): void {
  let settings: PlaygroundSettings | undefined;
  app.get('/', async (_request, reply) => reply.redirect(RELATIVE_GRAPHQL_PATH));
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || request.routeOptions.url !== GRAPHQL_PATH) return;
    reply.header('vary', 'accept, accept-encoding');
    if (!/\btext\/html\b/i.test(request.headers.accept ?? '')) return;
    reply.headers({ 'content-security-policy': PLAYGROUND_CONTENT_SECURITY_POLICY, 'cache-control': 'no-cache' });
    settings ??= readSettings();
    await reply.type('text/html; charset=utf-8').send(renderPage(settings, await readAssetVersion(assets)));
  });
  registerVersionedAssets(app, { path: '/playground', folder: assets, types: ASSET_TYPES });
}

function toPageSettings(settings: PlaygroundSettings): object {
  const headers = JSON.stringify(
    settings.asksForToken ? { ...EXAMPLE_AUTHORIZATION, ...UPSTREAM_CALLS_HEADERS } : UPSTREAM_CALLS_HEADERS,
    null,
    2,
  );
  return { endpoint: RELATIVE_GRAPHQL_PATH, title: TITLE, headers, ...settings };
}

/** Embeds the settings as data, because the policy blocks inline scripts. Escapes `<`, so that they cannot end the element. */
function renderPage(settings: PlaygroundSettings, version: string): string {
  const settingsJson = JSON.stringify(toPageSettings(settings)).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${settings.mode === 'live' ? 'LIVE · ' : ''}${TITLE}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="playground/${version}/graphiql.css" />
  </head>
  <body>
    <main>
      <h1 class="only-heard">${TITLE}</h1>
      <header id="bar"></header>
      <div id="root"></div>
      <output id="cost"></output>
    </main>
    <script type="application/json" id="settings">${settingsJson}</script>
    <script src="playground/${version}/graphiql.js"></script>
    <script src="playground/${version}/start.js"></script>
  </body>
</html>
`;
}
