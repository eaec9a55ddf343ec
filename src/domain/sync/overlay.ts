import type { Mid } from '../ids.ts'
import { mutationNamed } from '../mutations.ts'
import type { Actor } from '../organisation/roles.ts'
import type { Change, RecordBodies, RecordType, View } from '../records.ts'
import type { Refusal } from '../refusals.ts'
import type { DeviceTime } from '../time.ts'

/** A change that waits on this device, with everything that is needed to decide it again. */
export interface Pending {
  mid: Mid
  seq: number
  name: string
  args: unknown
  device: DeviceTime
}

export type Overlaid = Map<string, RecordBodies[RecordType] | null>
const keyOf = (type: RecordType, id: string) => `${type}:${id}`

/**
 * What people see: the server's records with the waiting changes decided once more on top of them, in the order
 * of `seq`. Nothing optimistic is ever stored, so nothing can go stale; a change that no longer fits is left out
 * of the view and keeps waiting for the server's word. [SY4]
 * @param base the server's records that the pending mutations read
 */
export function overlay(base: View, pending: readonly Pending[], actor: Actor): View & { changed: Overlaid } {
  const changed: Overlaid = new Map()
  const view: View = {
    get<T extends RecordType>(type: T, id: string) {
      const over = changed.get(keyOf(type, id))
      if (over === null) return undefined
      return (over as RecordBodies[T] | undefined) ?? base.get(type, id)
    },
  }
  for (const waiting of [...pending].sort((a, b) => a.seq - b.seq)) {
    const decided = decideLocally(view, waiting, actor)
    if (decided.ok) for (const change of decided.value) apply(changed, change)
  }
  return { ...view, changed }
}

/** Decides one waiting change as the phone can: without a receipt and without the server's numbers. */
export function decideLocally(
  view: View,
  { mid, name, args, device }: Pending,
  actor: Actor,
): { ok: true; value: Change[] } | { ok: false; error: Refusal } {
  const mutation = mutationNamed(name)
  if (!mutation) return { ok: false, error: { code: 'unknown-mutation', details: {} } }
  const parsed = mutation.args.safeParse(args)
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? ''
    return { ok: false, error: { code: 'malformed', details: { path } } }
  }
  const decided = mutation.decide(view, parsed.data, {
    actor,
    mid,
    now: device.committed,
    device,
    received: null,
    allot: () => null,
  })
  return decided.ok ? { ok: true, value: decided.value.changes } : decided
}

function apply(changed: Overlaid, change: Change): void {
  if ('put' in change) changed.set(keyOf(change.put, change.id), change.body)
  else changed.set(keyOf(change.remove, change.id), null)
}
