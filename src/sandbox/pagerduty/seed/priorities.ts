import type { Priority } from '../state/account-records.js';

export const priorities: readonly Priority[] = [
  { id: 'PPRIO01', name: 'P1', description: 'Nobody can book or pay', color: 'a8171c' },
  { id: 'PPRIO02', name: 'P2', description: 'Many customers are affected', color: 'eb6016' },
  { id: 'PPRIO03', name: 'P3', description: 'Some customers are affected', color: 'f9b406' },
  { id: 'PPRIO04', name: 'P4', description: 'Needs work, hurts nobody yet', color: '555555' },
  { id: 'PPRIO05', name: 'P5', description: 'Cosmetic', color: '999999' },
];
