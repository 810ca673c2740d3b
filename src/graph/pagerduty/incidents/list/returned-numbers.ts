import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { CursorPosition } from './cursor-position.js';
import { decodeNumberBitmap, encodeNumberBitmap, type NumberBitmap } from './number-bitmap.js';

/** An incident that the paginator returns. */
export interface FoundIncident {
  readonly wire: WireIncident;
  /** Position after this incident. */
  readonly position: CursorPosition;
}

/**
 * The numbers of returned incidents, for orders in which another criterion than the number ranks incidents of one second.
 * They go back to the second of the last incident of the previous page.
 */
export class ReturnedNumbers {
  private readonly numbers: Set<number>;

  /** @param start position after the previous page */
  constructor(private readonly start: CursorPosition | undefined) {
    this.numbers = start?.told ? decodeNumberBitmap(start.told) : new Set();
  }

  has(number: number): boolean {
    return this.numbers.has(number);
  }

  add(number: number): void {
    this.numbers.add(number);
  }

  /**
   * Encodes the numbers of one second for a cursor.
   *
   * @param second creation time of the last returned incident
   * @param found incidents of this page up to that one
   * @throws {Fault} `LIMIT_EXCEEDED` if the numbers of one second do not fit into a cursor
   */
  encode(second: number | undefined, found: readonly FoundIncident[]): NumberBitmap {
    const inSecond = found.filter(({ position }) => position.seen?.at === second);
    const earlier = this.start?.told && this.start.seen?.at === second ? decodeNumberBitmap(this.start.told) : [];
    const bitmap = encodeNumberBitmap(new Set([...earlier, ...inSecond.map(({ wire }) => wire.incident_number)]));
    if (bitmap) return bitmap;
    throw new Fault('LIMIT_EXCEEDED', 'Too many incidents were created within one second. Order them by NUMBER.');
  }
}
