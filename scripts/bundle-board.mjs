// Bundles the board: one script and one stylesheet.
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const toBoardPath = (name) => fileURLToPath(new URL(`../src/board/${name}`, import.meta.url));

/** The board's files: text by name. */
export function bundleBoard() {
  const { outputFiles } = buildSync({
    entryPoints: { board: toBoardPath('main.tsx'), 'board-styles': toBoardPath('styles/board.css') },
    outdir: 'board',
    bundle: true,
    write: false,
    minify: true,
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  return Object.fromEntries(
    outputFiles.map(({ path, text }) => [path.endsWith('.css') ? 'board.css' : 'board.js', text]),
  );
}
