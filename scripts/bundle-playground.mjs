// Bundles the playground's files: GraphiQL as published by its package, with patches, and our own modules.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';
import { buildSync } from 'esbuild';

/**
 * Accessibility patches. A tab of GraphiQL contains two buttons, so it becomes a list entry. Entries of the history all
 * have one label, which is removed.
 */
const ACCESSIBILITY_PATCHES = [
  ['"aria-selected":r,dragElastic:!1,role:"tab",', '"aria-current":r,dragElastic:!1,'],
  ['axis:"x",role:"tablist",', 'axis:"x",'],
  ['role:"tabpanel",id:"graphiql-session"', 'role:"region",id:"graphiql-session"'],
  ['onClick:F,"aria-label":"Set active",', 'onClick:F,'],
];

/** Wraps long comments in the query editor. The response editor wraps by default. */
const WORD_WRAP_PATCH = [
  'fontLigatures:!0,lineNumbersMinChars:2,',
  'fontLigatures:!0,wordWrap:"on",lineNumbersMinChars:2,',
];

/** Gives our code GraphiQL's store, to open and mark tabs, and our own messages for a missing schema. */
const INTEGRATION_PATCHES = [
  ['ze.current=Ae}', 'ze.current=Ae,n.onStore?.(Ae)}'],
  ['children:"Error fetching schema"', 'children:globalThis.playgroundMessages.schemaUnread'],
  ['children:"No GraphQL schema available"', 'children:globalThis.playgroundMessages.schemaClosed'],
];

/**
 * The check of variables refuses valid ones without these: what has a default may be absent, and a custom scalar may be a
 * list or an object.
 */
const VARIABLE_PATCHES = [
  [
    '{ variable, type: type2 } of variableDefinitions',
    '{ variable, type: type2, defaultValue } of variableDefinitions',
  ],
  [
    'const inputType = typeFromAST(schema, type2);',
    'const inputType = typeFromAST(schema, defaultValue && type2.type && type2.kind !== "ListType" ? type2.type : type2);',
  ],
  ['if (fieldRequired) {', 'if (fieldRequired && isRequiredInputField(field)) {'],
  [
    'definition.type = ["string", "number", "boolean", "integer"];',
    'definition.type = ["string", "number", "boolean", "integer", "array", "object"];',
  ],
];

function patch(script, patches) {
  return patches.reduce((text, [original, replacement]) => {
    if (text.split(original).length !== 2)
      throw new Error(`GraphiQL must contain ${original} exactly once. Update this patch.`);
    return text.replace(original, () => replacement);
  }, script);
}

const toPlaygroundUrl = (name) => new URL(`playground/${name}`, import.meta.url);

/** Bundles our modules into one script. */
function bundleModules(name) {
  const entryPoints = [fileURLToPath(toPlaygroundUrl(name))];
  const { outputFiles } = buildSync({ entryPoints, bundle: true, write: false, target: 'es2023', minifySyntax: true });
  return outputFiles[0].text;
}

/** The playground's files: text by name. */
export const bundlePlayground = () => ({
  'graphiql.js': patch(js, [...ACCESSIBILITY_PATCHES, WORD_WRAP_PATCH, ...INTEGRATION_PATCHES]),
  'graphiql.css': `${css}\n${readFileSync(toPlaygroundUrl('playground.css'), 'utf8')}`,
  'graphql.worker.js': patch(graphqlWorker, VARIABLE_PATCHES),
  'json.worker.js': jsonWorker,
  'editor.worker.js': editorWorkerService,
  'start.js': bundleModules('start.js'),
});
