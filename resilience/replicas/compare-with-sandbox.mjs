// Compares what the responses stated with what PagerDuty has.

const PAGE = 100;

/**
 * @param {object} sandbox
 * @param {readonly object[]} stories of all clients
 * @param {import('./repeating-client.mjs').Journal} journal receives what is different
 * @returns how many keys have two incidents, and how many notes PagerDuty has twice
 */
export async function compareWithSandbox({ pagerduty }, stories, journal) {
  const read = createReader(pagerduty);
  const incidents = groupByTitle(await readAllIncidents(read));
  let duplicates = 0;
  let repeatedNotes = 0;
  for (const story of stories) {
    const found = incidents.get(story.title) ?? [];
    if (found.length > 1) duplicates += 1;
    if (found.length !== 1) journal.lie(`${story.title}: ${found.length} incidents`);
    else if (await compareIncident(read, story, found[0], journal)) repeatedNotes += 1;
  }
  return { duplicates, repeatedNotes };
}

/** @returns whether the incident has the note a second time */
async function compareIncident(read, { title, id, isResolved, note }, incident, journal) {
  if (incident.id !== id) journal.lie(`${title}: the response named ${id}, PagerDuty has ${incident.id}`);
  if ((incident.status === 'resolved') !== isResolved) journal.lie(`${title}: PagerDuty has ${incident.status}`);
  if (note === undefined) return false;
  const { notes } = await read(`/incidents/${incident.id}/notes`);
  const count = notes.filter(({ content }) => content === note).length;
  if (count === 0 || count > 2) journal.lie(`${title}: ${count} times the same note`);
  return count === 2;
}

function createReader({ baseUrl, apiToken }) {
  return async (path) => {
    const response = await fetch(`${baseUrl}${path}`, { headers: { authorization: `Token token=${apiToken}` } });
    return response.json();
  };
}

async function readAllIncidents(read) {
  const all = [];
  for (let more = true; more;) {
    const page = await read(`/incidents?date_range=all&limit=${PAGE}&offset=${all.length}`);
    all.push(...page.incidents);
    ({ more } = page);
  }
  return all;
}

function groupByTitle(incidents) {
  const groups = new Map();
  for (const incident of incidents) groups.set(incident.title, [...(groups.get(incident.title) ?? []), incident]);
  return groups;
}
