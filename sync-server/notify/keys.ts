import webpush from 'web-push'
import type { DepartmentId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
import { insertPushKey, newestPushKey } from '../store/push-subscriptions.ts'
import type { Store } from '../store/store.ts'
import type { PushKey } from './send.ts'

/** The department's VAPID key; made, once, when it is first asked for, and kept with its other keys. [RM12] */
export async function pushKeyOf(
  store: Store,
  department: DepartmentId,
  { newId, now }: { newId: () => string; now: Instant },
): Promise<PushKey> {
  const known = await store.read(department, (tx) => newestPushKey(tx, department))
  if (known) return { publicKey: known.public_key, privateKey: known.private_key }
  const { publicKey, privateKey } = webpush.generateVAPIDKeys()
  return store.write(department, async (tx) => {
    // another process may have been faster
    const other = await newestPushKey(tx, department)
    if (other) return { publicKey: other.public_key, privateKey: other.private_key }
    await insertPushKey(tx, {
      department,
      id: newId(),
      public_key: publicKey,
      private_key: privateKey,
      created_at: now,
    })
    return { publicKey, privateKey }
  })
}
