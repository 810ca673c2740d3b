/** The methods that send a request. */
export type RequestPerMethod<Client> = Record<
  Exclude<keyof Client, 'now' | 'toPagerDutyTime' | 'rateLimit' | 'acquireRetry' | 'forgetInFlightReads' | 'withScope'>,
  (client: Client) => Promise<unknown>
>;
