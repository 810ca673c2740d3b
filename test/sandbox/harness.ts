import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { createTestTimers, type TestTimers } from './test-timers.js';

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly textField: string;
  /** The parsed body; undefined for invalid JSON. */
  readonly json: Json;
}

/** Loosely typed on purpose, because a test reads deep into responses. */
export interface Json {
  readonly [key: string]: Json;
}

export interface RequestOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestSandbox {
  readonly sandbox: Sandbox;
  /** Sends a request to PagerDuty with a valid key and `From`; paths begin with `/incidents` and so on. */
  pagerduty(path: string, ask?: RequestOptions): Promise<HttpResponse>;
  /** Sends a request to Cloudflare with a valid token; paths begin after `/alerting/v3`. */
  cloudflare(path: string, ask?: RequestOptions): Promise<HttpResponse>;
  /** Advances the clock and runs the timers that are due, each at its time. */
  advanceClock(milliseconds: number): void;
  readonly timers: TestTimers;
}

export const START_TIME = Date.parse('2026-03-18T12:00:00Z');

/** A sandbox at noon on a Wednesday, with a clock that only the test advances. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const timers = createTestTimers(START_TIME);
  const sandbox = await startSandbox({ now: () => new Date(timers.now()), schedule: timers.schedule, ...options });
  const { pagerduty, cloudflare } = sandbox;
  return {
    sandbox,
    pagerduty: (path, ask) =>
      sendRequest(`${pagerduty.baseUrl}${path}`, ask, {
        authorization: `Token token=${pagerduty.apiToken}`,
        from: pagerduty.from,
      }),
    cloudflare: (path, ask) =>
      sendRequest(`${cloudflare.baseUrl}/accounts/${cloudflare.accountId}/alerting/v3${path}`, ask, {
        authorization: `Bearer ${cloudflare.apiToken}`,
      }),
    advanceClock: timers.advance,
    timers,
  };
}

/** An empty header value removes the default header. */
export async function sendRequest(
  url: string,
  ask: RequestOptions = {},
  defaultHeaders: Record<string, string> = {},
): Promise<HttpResponse> {
  const headers = Object.entries({ ...defaultHeaders, ...ask.headers }).filter(([, value]) => value !== '');
  const response = await fetch(url, {
    method: ask.method ?? (ask.body === undefined ? 'GET' : 'POST'),
    headers: [
      ...headers,
      ...(ask.body === undefined ? [] : [['content-type', 'application/json'] as [string, string]]),
    ],
    ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
  });
  const body = await response.text();
  return { status: response.status, headers: response.headers, textField: body, json: tryParseJson(body) };
}

function tryParseJson(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined as unknown as Json;
  }
}

export function toList(list: Json | undefined): readonly Json[] {
  return list as unknown as readonly Json[];
}

/** The values of one field in a list, typed as strings. */
export function fieldValues(list: Json | undefined, field: string): readonly string[] {
  return toList(list).map((row) => row[field] as unknown as string);
}

/** One value, typed as a string. */
export function textField(json: Json | undefined, field: string): string {
  return json?.[field] as unknown as string;
}
