import { expect, test } from '@jest/globals';
import { AlertSeverity } from '../../../../src/graph/pagerduty/alerts/alert.type.js';
import { adjustEvent } from '../../../../src/graph/pagerduty/events/adjust-event.js';

const event = (details: unknown) => ({
  trigger: { summary: 'Disk at 99 %', source: 'db03', severity: AlertSeverity.CRITICAL, details },
});

test('details that make an event too large for PagerDuty are omitted, and the adjustment is reported', () => {
  const adjusted = adjustEvent(event({ dump: 'x'.repeat(512 * 1024) }), ['input', 'event']);
  expect(adjusted.event.trigger).toMatchObject({ summary: 'Disk at 99 %', details: null });
  expect(adjusted.adjustments).toEqual([
    { field: ['input', 'event', 'trigger', 'details'], message: expect.stringContaining('512 KB') },
  ]);
});

test('details that fit are sent, including integers beyond a double', () => {
  const details = { dump: 'x'.repeat(500_000), id: 999_999_000_167_639_001n };
  expect(adjustEvent(event(details), ['input', 'event'])).toEqual({ event: event(details), adjustments: [] });
});
