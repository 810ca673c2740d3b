import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

export interface VersionedAssets {
  /** Path in front of the version, such as `/playground`. */
  readonly path: string;
  /** Folder of the files, each also as `.gz`, and of `version`, which changes with any of them. */
  readonly folder: URL;
  /** Content types by file; no other file of the folder is served. */
  readonly types: ReadonlyMap<string, string>;
}

interface AssetAddress {
  readonly version: string;
  readonly file: string;
}

/** Reads the version of the current build. */
export function readAssetVersion(folder: URL): Promise<string> {
  return readFile(new URL('version', folder), 'utf8');
}

/** Serves files that browsers may cache permanently, because their version is a part of their address. */
export function registerVersionedAssets(app: FastifyInstance, { path, folder, types }: VersionedAssets): void {
  app.get<{ Params: AssetAddress }>(`${path}/:version/:file`, async (request, reply) => {
    const { version, file } = request.params;
    const type = types.get(file);
    // During a rolling update, a page may request another version. Its address must not get our content, which is cacheable.
    if (type === undefined || version !== (await readAssetVersion(folder))) return reply.callNotFound();
    const isGzipped = acceptsGzip(request.headers['accept-encoding']);
    const content = await readFile(new URL(isGzipped ? `${file}.gz` : file, folder));
    reply.headers({ vary: 'accept-encoding', 'cache-control': 'public, max-age=31536000, immutable' });
    if (isGzipped) reply.header('content-encoding', 'gzip');
    return reply.type(type).send(content);
  });
}

function acceptsGzip(accepted: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(String(accepted ?? ''));
}
