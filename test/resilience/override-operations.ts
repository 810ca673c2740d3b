import { textField, toList, type Json, type TestSandbox } from '../sandbox/harness.js';
import { describeChanged, type OperationCase } from './operation-case.js';

const PATH = '/schedules/PSCHED1/overrides';
const SCHEDULE = 'schedule: { pagerDutyId: "PSCHED1" }';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const PERIOD = { start: inHours(24), end: inHours(48) };

async function listOverrides(stage: TestSandbox): Promise<readonly Json[]> {
  return toList((await stage.pagerduty(`${PATH}?since=${inHours(0)}&until=${inHours(72)}`)).json['overrides']);
}

/** Writes of the overrides of a schedule. */
export const OVERRIDE_OPERATIONS = {
  override: {
    upstream: 'pagerduty',
    endpoint: 'createOverride',
    document: `mutation ($account: String, $start: DateTime!, $end: DateTime!) {
      answer: createScheduleOverride(input: {
        account: $account, ${SCHEDULE}, user: { pagerDutyId: "PUSR009" }, start: $start, end: $end
      }) { changed userErrors { code } }
    }`,
    variables: async () => PERIOD,
    matches: ({ method }) => method === 'POST',
    summarizeResponse: describeChanged,
    readState: async (stage) => `${(await listOverrides(stage)).length} made`,
  },
  'delete an override': {
    upstream: 'pagerduty',
    endpoint: 'deleteOverride',
    document: `mutation ($account: String, $override: ID!) {
      answer: deleteScheduleOverride(input: { account: $account, ${SCHEDULE}, override: $override }) { outcome userErrors { code } }
    }`,
    async variables(stage) {
      const overrides = [{ ...PERIOD, user: { id: 'PUSR009', type: 'user_reference' } }];
      const { json } = await stage.pagerduty(PATH, { body: { overrides } });
      return { override: textField(toList(json)[0]?.['override'], 'id') };
    },
    matches: ({ method }) => method === 'DELETE',
    summarizeResponse: (payload) => textField(payload, 'outcome'),
    readState: async (stage) => `${(await listOverrides(stage)).length} left`,
  },
} satisfies Record<string, OperationCase>;
