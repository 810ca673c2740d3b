/** What the gateway tells the page: `PlaygroundFacts` in src/server/playground/playground-route.ts, and what GraphiQL wants to know. */
export const settings = JSON.parse(document.getElementById('settings').textContent);

export const isLive = settings.mode === 'live';

export const isSchemaOpen = settings.introspection && settings.runsAnyDocument;
