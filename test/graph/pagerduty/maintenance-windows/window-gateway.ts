import { ALL_SCOPES, liveGateways, type LiveGateway } from '../../../server/harness.js';
import { sendRequest, textField, toList, type Json } from '../../../sandbox/harness.js';

const HOUR = 3_600_000;

/** An instant relative to now, in whole seconds. */
export const inHours = (hours: number): string =>
  new Date(Date.now() + hours * HOUR).toISOString().replace(/\.\d+Z$/, 'Z');

/** Live gateways over the sandbox, and the maintenance windows in the sandbox beside them. */
export function windowGateways() {
  const { open, sandbox } = liveGateways();

  const pagerduty = async (path: string, body?: object): Promise<Json> => {
    const { baseUrl, apiToken, from } = sandbox().pagerduty;
    const headers = { authorization: `Token token=${apiToken}`, from };
    const { status, json, textField: said } = await sendRequest(`${baseUrl}${path}`, body ? { body } : {}, headers);
    if (status > 299) throw new Error(said);
    return json;
  };

  return {
    open: (env: Record<string, string> = {}) =>
      open({ ANONYMOUS_SCOPES: ALL_SCOPES, ...env }, { accountOverrides: { from: 'tomasz.wilk@example.com' } }),
    control: () => sandbox().control.pagerduty,
    /** Windows whose description begins with this text, also those that are over. */
    listWindows: async (description: string) =>
      toList((await pagerduty(`/maintenance_windows?filter=all&query=${description}`))['maintenance_windows']),
    readStatus: async (service: string) => textField((await pagerduty(`/services/${service}`))['service'], 'status'),
    /** Creates a window on a service, past the gateway; returns its id. */
    createWindow: async (start: string, end: string) => {
      const services = [{ id: 'PSVC001', type: 'service_reference' }];
      const maintenance_window = { start_time: start, end_time: end, description: 'Dredging', services };
      return textField((await pagerduty('/maintenance_windows', { maintenance_window }))['maintenance_window'], 'id');
    },
  };
}

/** The writes that reached PagerDuty. */
export function writesOf(gateway: LiveGateway): readonly string[] {
  return gateway.calls().flatMap(({ method }) => (method === 'GET' ? [] : [method]));
}
