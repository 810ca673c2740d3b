/** Options of the response envelope (docs/upstream-quirks.md, quirk 98). */
export interface EnvelopeStyle {
  /** Sends empty lists as `result: null`, and `messages: null`. Both are legal. */
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

/** Wraps a success without a `result` field. */
export function wrapNothing({ nulls }: EnvelopeStyle): object {
  return { success: true, errors: [], messages: nulls ? null : [] };
}
