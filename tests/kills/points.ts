/** Where the trap may end the server: its borders to the database, the network and the disk. */
export const POINTS = [
  'before-commit',
  'after-commit',
  'before-answer',
  'half-answer',
  'photo-written',
  'photo-synced',
  'before-rename',
  'after-rename',
] as const
export type Point = (typeof POINTS)[number]
