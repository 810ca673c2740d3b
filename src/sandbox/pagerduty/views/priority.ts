import type { Priority } from '../state/account-records.js';
import { renderIdentity } from './reference.js';

export function renderPriority(priority: Priority): object {
  const { name, description, color } = priority;
  return { ...renderIdentity('priority', priority.id, name), name, description, color };
}
