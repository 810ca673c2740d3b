/** Figures that a part of the gateway has anyway; they are read at each scrape. */
export interface GaugeSource {
  /** Whether the values only grow. */
  readonly isCounter?: boolean;
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  /** Must be fast and must not throw. */
  readonly read: () => readonly GaugeValue[];
}

export interface GaugeValue {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}
