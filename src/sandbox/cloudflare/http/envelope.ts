/** How answers are wrapped, with the switch that shows the legal but surprising nulls (contracts: quirk 98). */
export interface EnvelopeStyle {
  /** Empty lists as `result: null`, and `messages: null`. */
  readonly nulls: boolean;
}

export function wrapResult(result: unknown, { nulls }: EnvelopeStyle, resultInfo?: object): object {
  const empty = Array.isArray(result) && result.length === 0;
  return {
    ...wrapNothing({ nulls }),
    result: nulls && empty ? null : result,
    ...(resultInfo && { result_info: resultInfo }),
  };
}

/** Nothing to return: no `result` at all. */
export function wrapNothing({ nulls }: EnvelopeStyle): object {
  return { success: true, errors: [], messages: nulls ? null : [] };
}
