import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway();
const INCIDENT = { number: 1260 };

const UPDATE = `mutation ($input: UpdateIncidentNoteInput!) { answer: updateIncidentNote(input: $input) {
  changed note { content author { name } updatedAt } userErrors { code field message }
} }`;
const DELETE = `mutation ($input: DeleteIncidentNoteInput!) {
  answer: deleteIncidentNote(input: $input) { deletedId userErrors { code field } }
}`;

async function run(document: string, input: object): Promise<unknown> {
  const { data, errors } = await gateway.run(document, { input: { incident: INCIDENT, ...input } });
  expect(errors).toBeUndefined();
  return data?.['answer'];
}

async function addNote(): Promise<{ readonly id: string }> {
  const document = `mutation { answer: addIncidentNote(input: { incident: { number: 1260 }, content: "Fog" }) { note { id } } }`;
  const { data } = await gateway.run(document);
  return ((data ?? {})['answer'] as { readonly note: { readonly id: string } }).note;
}

async function listNotes(): Promise<unknown> {
  const { data } = await gateway.run('{ incident(by: { number: 1260 }) { notes { content } } }');
  return data?.['incident'];
}

const writeCount = () => gateway.sent.filter(({ method }) => method !== 'GET').length;

describe('a note', () => {
  test('is changed and keeps its author; the same text again changes nothing', async () => {
    const note = await addNote();
    const input = { note, content: 'Haze', actor: 'priya.raman@example.com' };
    const changed = { content: 'Haze', author: { name: 'Maren Solberg' }, updatedAt: expect.any(String) };
    expect(await run(UPDATE, input)).toEqual({ changed: true, note: changed, userErrors: [] });
    const before = writeCount();
    expect(await run(UPDATE, input)).toEqual({ changed: false, note: changed, userErrors: [] });
    expect(writeCount()).toBe(before);
  });

  test('is deleted once', async () => {
    const note = await addNote();
    expect(await run(DELETE, { note })).toEqual({ deletedId: note.id, userErrors: [] });
    expect(await listNotes()).toEqual({ notes: [] });
    expect(await run(DELETE, { note })).toEqual({
      deletedId: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'note'] }],
    });
  });

  test.each([
    ['a blank text', { note: { pagerDutyId: 'PNOTE1' }, content: ' ' }, ['input', 'content']],
    ['an invalid id', { note: { pagerDutyId: '../x' }, content: 'x' }, ['input', 'note', 'pagerDutyId']],
    ['the id of an incident', { note: { id: 'pagerduty://main/Incident/P1' }, content: 'x' }, ['input', 'note', 'id']],
  ])('with %s is refused before PagerDuty is called', async (_, input, field) => {
    expect(await run(UPDATE, input)).toMatchObject({
      changed: false,
      note: null,
      userErrors: [{ code: 'INVALID_INPUT', field }],
    });
    expect(gateway.sent).toEqual([]);
  });

  test('that the incident does not have is NOT_FOUND without a write', async () => {
    expect(await run(UPDATE, { note: { pagerDutyId: 'PNOBODY' }, content: 'x' })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'note'], message: 'The incident has no note PNOBODY.' }],
    });
    expect(writeCount()).toBe(0);
  });
});
