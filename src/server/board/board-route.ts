import type { FastifyInstance } from 'fastify';
import { readAssetVersion, registerVersionedAssets } from '../http/versioned-assets.js';

const BOARD_PATH = '/board';
const ASSETS_PATH = `${BOARD_PATH}/assets`;

const ASSET_TYPES: ReadonlyMap<string, string> = new Map([
  ['board.js', 'text/javascript; charset=utf-8'],
  ['board.css', 'text/css; charset=utf-8'],
]);

/** Each view has its own address; all are the same page, which shows the view of its address. */
const VIEWS = [BOARD_PATH, `${BOARD_PATH}/routes`, `${BOARD_PATH}/incidents/:incident`];

/** Allows nothing but the gateway's own script, stylesheet and API, and no text that becomes markup. */
const BOARD_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export interface BoardOptions {
  /** Folder of the files that the build writes. */
  readonly assets: URL;
  /** In live mode, the page marks itself, because its buttons page people. */
  readonly mode: 'sandbox' | 'live';
}

/** Serves the board's page at the address of each view, and its files. */
export function registerBoard(app: FastifyInstance, { assets, mode }: BoardOptions): void {
  for (const view of VIEWS) {
    app.get(view, async (_request, reply) => {
      const page = renderPage({ mode, root: toRoot(view), version: await readAssetVersion(assets) });
      reply.headers({ 'content-security-policy': BOARD_CONTENT_SECURITY_POLICY, 'cache-control': 'no-cache' });
      return reply.type('text/html; charset=utf-8').send(page);
    });
  }
  app.get(`${BOARD_PATH}/`, async (_request, reply) => reply.redirect('../board'));
  app.get(`${BOARD_PATH}/routes/`, async (_request, reply) => reply.redirect('../routes'));
  registerVersionedAssets(app, { path: ASSETS_PATH, folder: assets, types: ASSET_TYPES });
}

/** The way from a view to the gateway's root. It is relative, because a reverse proxy may add a prefix to all paths. */
const toRoot = (view: string) => '../'.repeat(view.split('/').length - 2);

interface PageOptions extends Pick<BoardOptions, 'mode'> {
  readonly root: string;
  readonly version: string;
}

function renderPage({ mode, root, version }: PageOptions): string {
  const assets = `${root}${ASSETS_PATH.slice(1)}/${version}`;
  return `<!doctype html>
<html lang="en" data-root="${root}" data-mode="${mode}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>Board · pagergraph</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${assets}/board.css" />
    <script src="${assets}/board.js" defer></script>
  </head>
  <body>
    <div id="board"></div>
    <noscript>The board needs JavaScript.</noscript>
  </body>
</html>
`;
}
