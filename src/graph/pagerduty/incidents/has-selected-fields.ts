import type { Selection } from '../../core/selection/selection.js';

/**
 * Whether the response to a write has everything that a selection needs.
 *
 * @param sourceFields the upstream property behind each field; other fields need none
 */
export function hasSelectedFields<W extends object>(
  written: Partial<W>,
  selection: Selection,
  sourceFields: Readonly<Record<string, keyof W>>,
): written is W {
  return selection.names.every((name) => {
    const source = sourceFields[name];
    return source === undefined || written[source] !== undefined;
  });
}
