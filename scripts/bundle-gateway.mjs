// Makes one file of the gateway and all it depends on: to find, read and run two thousand is most of a start.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What is used of packages in CommonJS, of which esbuild would take everything. To import more is an error of the build. */
const PARTS = {
  undici: `
    import * as api from './lib/api/index.js';
    import Dispatcher from './lib/dispatcher/dispatcher.js';
    Object.assign(Dispatcher.prototype, { connect: api.connect, request: api.request });
    export { default as EnvHttpProxyAgent } from './lib/dispatcher/env-http-proxy-agent.js';
    export { default as Pool } from './lib/dispatcher/pool.js';
    export { default as errors } from './lib/core/errors.js';`,
  'rate-limiter-flexible': `
    export { default as RateLimiterMemory } from './lib/RateLimiterMemory.js';
    export { default as RateLimiterRes } from './lib/RateLimiterRes.js';`,
};

const onlyParts = {
  name: 'only-parts',
  setup({ onLoad }) {
    for (const [name, contents] of Object.entries(PARTS)) {
      onLoad({ filter: new RegExp(`/node_modules/${name}/index\\.js$`) }, () => ({ contents }));
    }
  },
};

/** One graphql for all, also for those that ask for it by `require`. */
const oneGraphql = {
  name: 'one-graphql',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^graphql(?:\/|$)/ }, async ({ path, resolveDir, pluginData }) => {
      if (pluginData === oneGraphql) return undefined;
      const found = await resolve(path, { resolveDir, kind: 'import-statement', pluginData: oneGraphql });
      return { path: found.path.replace(/\.js$/, '.mjs'), sideEffects: false };
    });
  },
};

/** What type-graphql and Fastify load for options that are not used, and for requests that tests inject. */
const NEVER_ASKED_FOR = [
  'class-validator',
  '@fastify/ajv-compiler',
  '@fastify/fast-json-stringify-compiler',
  'light-my-request',
];

/** As tsc writes it. */
const CLASS = /^((?:export )?(?:let \w+ = )?class (\w+)(?: extends [\w.]+)? \{)/gm;

/** esbuild may give a class another name, but type-graphql names types after them, and the log kinds of errors. */
const keepClassNames = (folder) => ({
  name: 'keep-class-names',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(folder)) return undefined;
      return { contents: readFileSync(path, 'utf8').replace(CLASS, '$1 static name = "$2";') };
    });
  },
});

/** Puts the bundle in the place of tsc's files; what is imported only when needed becomes files of `chunks/`. */
export async function bundle(dist) {
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
    // What is written in CommonJS asks for Node's own modules by `require`.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    // As CommonJS graphql would be there whole; as both, twice.
    mainFields: ['module', 'main'],
    external: NEVER_ASKED_FOR,
    minifyWhitespace: true,
    lineLimit: 120,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [oneGraphql, onlyParts, keepClassNames(folder)],
  });
}
