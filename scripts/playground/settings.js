/** Settings from the gateway (`PlaygroundSettings` in src/server/playground/playground-route.ts) and for GraphiQL. */
export const settings = JSON.parse(document.getElementById('settings').textContent);

export const isLive = settings.mode === 'live';

export const isSchemaOpen = settings.introspection && settings.runsAnyDocument;
