// Validates the settings before a build, which takes seconds. Without a build to make, the gateway validates them.
import { fileURLToPath } from 'node:url';
import { computeSourceStamp, readBuildStamp, root } from './build-stamp.mjs';

if (readBuildStamp() !== computeSourceStamp()) await checkSettings();

async function checkSettings() {
  const { build } = await import('esbuild').catch(() => ({}));
  if (!build) return; // the build reports the missing package
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
