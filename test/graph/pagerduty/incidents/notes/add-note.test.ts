import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../../mock-gateway.js';
import { incidentBody, pagerDutyError } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const NOTE = {
  id: 'PWL7QXS',
  content: 'The provider confirms the fault.',
  created_at: '2026-01-01T05:00:00-05:00',
  user: { id: 'PXPGF42', type: 'user_reference', summary: 'Earline Greenholt' },
};

describe('a note', () => {
  test('is written without a read of the incident', async () => {
    pagerduty.expects('POST', '/incidents/PT4KHLK/notes').respondsWith(201, { note: NOTE });
    const { data } = await run(`mutation { addIncidentNote(input: {
      incident: { pagerDutyId: "PT4KHLK" }, content: "The provider confirms the fault.", actor: "earline@example.com"
    }) { note { id content createdAt author { kind name } } userErrors { code } } }`);
    expect(data).toEqual({
      addIncidentNote: {
        note: {
          id: 'pagerduty://main/IncidentNote/PWL7QXS',
          content: 'The provider confirms the fault.',
          createdAt: '2026-01-01T10:00:00.000Z',
          author: { kind: 'USER', name: 'Earline Greenholt' },
        },
        userErrors: [],
      },
    });
    const { body, headers } = pagerduty.call();
    expect(body).toEqual({ note: { content: 'The provider confirms the fault.' } });
    expect(headers['from']).toBe('earline@example.com');
  });

  const WITH_INCIDENT = `mutation { addIncidentNote(input: { incident: { pagerDutyId: "PT4KHLK" }, content: "x" }) {
    note { content } incident { number service { status } } userErrors { code }
  } }`;

  test('is returned with its incident, read in one call', async () => {
    pagerduty.expects('POST', '/incidents/PT4KHLK/notes').respondsWith(201, { note: NOTE });
    const service = { id: 'PIJ90N7', type: 'service', status: 'warning' };
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ service }));
    expect((await run(WITH_INCIDENT)).data).toMatchObject({
      addIncidentNote: { incident: { number: 1234, service: { status: 'WARNING' } } },
    });
    expect(pagerduty.call().query.getAll('include[]')).toEqual(['services']);
  });

  test('is returned even when its incident cannot be read', async () => {
    pagerduty.expects('POST', '/incidents/PT4KHLK/notes').respondsWith(201, { note: NOTE });
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(403, pagerDutyError('Access Denied', 2010));
    const { data, errors } = await run(WITH_INCIDENT);
    expect(data).toEqual({
      addIncidentNote: { note: { content: NOTE.content }, incident: null, userErrors: [] },
    });
    expect(errors).toMatchObject([{ path: ['addIncidentNote', 'incident'] }]);
  });

  test('without text is refused before PagerDuty is called', async () => {
    const { data } = await run(`mutation {
      addIncidentNote(input: { incident: { number: 1 }, content: " " }) { note { id } incident { id } userErrors { code field } }
    }`);
    expect(data).toEqual({
      addIncidentNote: {
        note: null,
        incident: null,
        userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'content'] }],
      },
    });
  });
});
