import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { cloudflareResult } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const DOCUMENT = `{ cloudflareAccount { alertTypes { totalCount nodes {
  type name product description filters { key isRequired operator range values { value description } }
} } } }`;

async function listAlertTypes(result: unknown): Promise<unknown> {
  cloudflare.expects('GET', '/available_alerts').respondsWith(200, cloudflareResult(result));
  const { data, errors } = await run<{ cloudflareAccount: { alertTypes: object } }>(DOCUMENT);
  return { ...data.cloudflareAccount.alertTypes, errors: errors?.map(({ message }) => message) };
}

describe('the alert types of an account', () => {
  test('are listed by name, each with its filters', async () => {
    const slo = { Key: 'slo', ComparisonOperator: '>=', Range: '0-1', AvailableValues: [{ ID: '99.9' }] };
    const zones = { Key: 'zones', ComparisonOperator: '==', Range: '1-n', AvailableValues: null };
    const listed = await listAlertTypes({
      SSL: [{ type: 'universal_ssl_event_type', display_name: 'SSL', filter_options: null }],
      Origin: [
        { type: 'http_alert_origin_error', display_name: 'Origin', description: '5xx', filter_options: [zones, slo] },
        { type: 'newest', filter_options: [slo] },
      ],
    });
    const sloFilter = { key: 'slo', operator: '>=', range: '0-1', values: [{ value: '99.9', description: null }] };
    expect(listed).toEqual({
      totalCount: 3,
      nodes: [
        {
          type: 'newest',
          name: null,
          product: 'Origin',
          description: null,
          filters: [{ ...sloFilter, isRequired: false }],
        },
        {
          type: 'http_alert_origin_error',
          name: 'Origin',
          product: 'Origin',
          description: '5xx',
          filters: [
            { key: 'zones', operator: '==', range: '1-n', values: null, isRequired: true },
            { ...sloFilter, isRequired: true },
          ],
        },
        { type: 'universal_ssl_event_type', name: 'SSL', product: 'SSL', description: null, filters: [] },
      ],
      errors: undefined,
    });
  });

  test('are empty when Cloudflare returns null', async () => {
    expect(await listAlertTypes(null)).toEqual({ totalCount: 0, nodes: [], errors: undefined });
  });

  test('omit an unreadable entry, and report it', async () => {
    const listed = await listAlertTypes({ New: [{ type: 'a', filter_options: [{ key: 'in small' }] }, { type: 'b' }] });
    expect(listed).toMatchObject({
      totalCount: 2,
      nodes: [{ type: 'b' }],
      errors: [expect.stringContaining('1 entry')],
    });
  });
});
