/** Where `/metrics` is served. */
export interface MetricsConfig {
  readonly host: string;
  readonly port: number;
}

/** Where and which traces are sent. */
export interface TracesConfig {
  /** Base URL of the collector. */
  readonly endpoint: string;
  /** Part of the traces without a caller's decision that is recorded, from 0 to 1. */
  readonly sampleRatio: number;
  readonly serviceName: string;
}
