import type { OutboxRow } from '#storage/tables.ts'

/** Every text that a change holds, a line each, without what only machines read: for a message to somebody. [SY16] */
export function wordsOf({ args, device }: Pick<OutboxRow, 'args' | 'device'>): string {
  return [device.committed, ...textsIn(args)].join('\n')
}

const MACHINE = /^[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{64}$/

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' || MACHINE.test(value) ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
