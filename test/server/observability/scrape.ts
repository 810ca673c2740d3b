import type { LiveGateway } from '../harness.js';

/** One line of `/metrics`. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Settings of a gateway with metrics. */
export const METRICS = { METRICS_PORT: '0', ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE,DESTINATIONS_READ' };

/** The address that the gateway logs. */
export function metricsUrl({ log }: Pick<LiveGateway, 'log'>): string {
  const line = log.find(({ message }) => message === 'Metrics are served');
  if (!line) throw new Error('The gateway serves no metrics.');
  return (line.details as { url: string }).url;
}

export async function scrape(gateway: Pick<LiveGateway, 'log'>): Promise<readonly Sample[]> {
  const response = await fetch(metricsUrl(gateway));
  return parseSamples(await response.text());
}

/** Parses the text format of Prometheus. */
export function parseSamples(text: string): readonly Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map((match) => match.slice(1));
      return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
    });
}

/** The sum of the samples with these labels, among others. */
export function sumOf(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number {
  const found = samples.filter(
    (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found.reduce((sum, { value }) => sum + value, 0);
}
