// Bundles the gateway and its packages into one file, because loading two thousand files takes most of the start.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The used parts of CommonJS packages, which esbuild cannot tree-shake. Importing another part fails the build. */
const USED_PARTS = {
  undici: `
    import * as api from './lib/api/index.js';
    import Dispatcher from './lib/dispatcher/dispatcher.js';
    Object.assign(Dispatcher.prototype, { connect: api.connect, request: api.request });
    export { default as EnvHttpProxyAgent } from './lib/dispatcher/env-http-proxy-agent.js';
    export { default as Pool } from './lib/dispatcher/pool.js';
    export { default as errors } from './lib/core/errors.js';`,
  'rate-limiter-flexible': `
    export { default as RateLimiterMemory } from './lib/RateLimiterMemory.js';
    export { default as RateLimiterRedis } from './lib/RateLimiterRedis.js';
    export { default as RateLimiterRes } from './lib/RateLimiterRes.js';`,
};

const onlyUsedParts = {
  name: 'only-used-parts',
  setup({ onLoad }) {
    for (const [name, contents] of Object.entries(USED_PARTS)) {
      onLoad({ filter: new RegExp(`/node_modules/${name}/index\\.js$`) }, () => ({ contents }));
    }
  },
};

/** Resolves all imports of graphql to one copy, those by `require` included. */
const singleGraphql = {
  name: 'single-graphql',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^graphql(?:\/|$)/ }, async ({ path, resolveDir, pluginData }) => {
      if (pluginData === singleGraphql) return undefined;
      const resolved = await resolve(path, { resolveDir, kind: 'import-statement', pluginData: singleGraphql });
      return { path: resolved.path.replace(/\.js$/, '.mjs'), sideEffects: false };
    });
  },
};

/**
 * Packages that type-graphql and Fastify load for unused options and for injected requests in tests. The last one is a
 * development package, which debug loads if it is installed.
 */
const UNUSED_PACKAGES = [
  'class-validator',
  '@fastify/ajv-compiler',
  '@fastify/fast-json-stringify-compiler',
  'light-my-request',
  'supports-color',
];

/** A class declaration as tsc prints it. */
const CLASS_DECLARATION = /^((?:export )?(?:let \w+ = )?class (\w+)(?: extends [\w.]+)? \{)/gm;

/** Keeps class names, which esbuild may change: type-graphql and the log use them. */
const keepClassNames = (folder) => ({
  name: 'keep-class-names',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(folder)) return undefined;
      return { contents: readFileSync(path, 'utf8').replace(CLASS_DECLARATION, '$1 static name = "$2";') };
    });
  },
});

/** Replaces tsc's files with the bundle. Dynamic imports become files of `chunks/`. */
export async function bundleGateway(dist) {
  const folder = fileURLToPath(dist);
  await build({
    entryPoints: ['index.js', 'main.js'].map((name) => folder + name),
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // CommonJS packages load Node's modules by `require`.
    banner: {
      js: `import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);`,
    },
    // The CommonJS build of graphql cannot be tree-shaken, and both builds would be two copies.
    mainFields: ['module', 'main'],
    external: UNUSED_PACKAGES,
    minifyWhitespace: true,
    lineLimit: 120,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [singleGraphql, onlyUsedParts, keepClassNames(folder)],
  });
}
