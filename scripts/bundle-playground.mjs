// The files of the playground: GraphiQL as its package brings it, mended, and our own.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';
import { buildSync } from 'esbuild';

/**
 * What screen readers cannot make sense of in GraphiQL: a "tab" that holds two buttons, its name and its cross, and is
 * thus an entry of a list; and entries of the history that all go by one name.
 */
const MENDED = [
  ['"aria-selected":r,dragElastic:!1,role:"tab",', '"aria-current":r,dragElastic:!1,'],
  ['axis:"x",role:"tablist",', 'axis:"x",'],
  ['role:"tabpanel",id:"graphiql-session"', 'role:"region",id:"graphiql-session"'],
  ['onClick:F,"aria-label":"Set active",', 'onClick:F,'],
];

/** Comments are sentences, longer than the editor is wide; the answer is wrapped already. */
const WRAPPED = ['fontLigatures:!0,lineNumbersMinChars:2,', 'fontLigatures:!0,wordWrap:"on",lineNumbersMinChars:2,'];

/** The page opens tabs and marks them, which takes GraphiQL's state; and it says itself why there is no schema. */
const OPENED = [
  ['ze.current=Ae}', 'ze.current=Ae,n.onStore?.(Ae)}'],
  ['children:"Error fetching schema"', 'children:globalThis.playgroundWords.schemaUnread'],
  ['children:"No GraphQL schema available"', 'children:globalThis.playgroundWords.schemaClosed'],
];

function mended(script) {
  return [...MENDED, WRAPPED, ...OPENED].reduce((text, [wrong, right]) => {
    if (text.split(wrong).length !== 2) throw new Error(`GraphiQL does not hold ${wrong} once; look at it anew.`);
    return text.replace(wrong, () => right);
  }, script);
}

const own = (name) => new URL(`playground/${name}`, import.meta.url);

/** Our modules as one script. */
function bundled(name) {
  const entryPoints = [fileURLToPath(own(name))];
  const { outputFiles } = buildSync({ entryPoints, bundle: true, write: false, target: 'es2023', minifySyntax: true });
  return outputFiles[0].text;
}

/** Each file's text by its name. */
export const playgroundFiles = () => ({
  'graphiql.js': mended(js),
  'graphiql.css': `${css}\n${readFileSync(own('playground.css'), 'utf8')}`,
  'graphql.worker.js': graphqlWorker,
  'json.worker.js': jsonWorker,
  'editor.worker.js': editorWorkerService,
  'start.js': bundled('start.js'),
});
