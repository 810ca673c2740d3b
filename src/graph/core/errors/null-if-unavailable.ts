import { Fault } from '../../../faults/fault.js';

/** Returns the result of a read, or null when its object does not exist or the account's plan lacks the feature. */
export async function nullIfUnavailable<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Fault && (error.code === 'NOT_FOUND' || error.code === 'FEATURE_UNAVAILABLE')) return null;
    throw error;
  }
}
