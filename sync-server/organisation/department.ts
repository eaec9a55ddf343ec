import type { DepartmentId } from '#domain/ids.ts'
import type { SigningKey } from '#domain/receipts/receipt.ts'
import type { Duty } from '#domain/records.ts'
import { BULLETIN } from '#domain/spaces.ts'
import type { Instant } from '#domain/time.ts'
import { createSigningKey } from '#server/store/keys.ts'
import { insertDepartment } from '#server/store/organisation.ts'
import { putRecord } from '#server/store/records.ts'
import { advance } from '#server/store/spaces.ts'
import type { Tx } from '#server/store/store.ts'

interface Sources {
  newId: () => string
  random: (bytes: number) => Uint8Array
}

/** Makes a department under an id chosen by the caller, with its key, and the number to call first in its bulletin. [OR7] */
export async function createDepartment(
  tx: Tx,
  { newId, random }: Sources,
  { id, name, officePhone, at }: { id: DepartmentId; name: string; officePhone: string; at: Instant },
): Promise<SigningKey> {
  await insertDepartment(tx, { id, name, epoch: newId(), created_at: at })
  const key = await createSigningKey(tx, id, { id: newId(), seed: random(32), at })
  await putDuty(tx, id, { office: officePhone, departmentName: name })
  return key
}

/** Publishes the number to call first: one record a department, under the department's own id. [CF1] */
export async function putDuty(tx: Tx, department: DepartmentId, duty: Duty): Promise<void> {
  const version = await advance(tx, department, BULLETIN)
  const body = JSON.stringify(duty)
  await putRecord(tx, department, { space: BULLETIN, type: 'duty', id: department, entity: department, version, body })
}
