// Judges the settings before a build is begun, which takes seconds; where nothing is to be built the gateway does it.
import { fileURLToPath } from 'node:url';
import { root, stampOfBuild, stampOfSources } from './build-stamp.mjs';

if (stampOfBuild() !== stampOfSources()) await judge();

async function judge() {
  const { build } = await import('esbuild').catch(() => ({}));
  if (!build) return; // the build says what is missing
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('src/config/read-config.ts', root))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const { readConfig } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  try {
    readConfig(process.env);
  } catch (error) {
    if (error.name !== 'ConfigError') throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
