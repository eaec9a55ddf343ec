import type { Refused } from '#domain/records.ts'
import { personSpace } from '#domain/spaces.ts'
import type { Verdict } from '#protocol/push.ts'
import { isPlain } from '../http/plain-json.ts'
import { keepVerdict } from '../store/mutations.ts'
import { isBuried, putRecord } from '../store/records.ts'
import { advance } from '../store/spaces.ts'
import type { Desk, RefusalOf, Ruling } from './context.ts'
import type { Letter } from './letter.ts'
import { sealed } from './proof.ts'

/**
 * Refuses one mutation and hands all of it back to its author, in their own space: nothing else is touched, and
 * nothing that they wrote is lost. What they have thrown away already does not come back. [PR3, SY7]
 */
export async function refuseLetter(desk: Desk, { letter, kind, refusal, keptAs }: RefusalOf): Promise<Ruling> {
  const { tx, who, received, replica } = desk
  const { departmentId: department, accountId } = who
  const space = personSpace(accountId)
  const isThrownAway = await isBuried(tx, department, { space, type: 'refused', id: keptAs })
  const version = isThrownAway ? 0 : await advance(tx, department, space)
  const body: Refused = {
    ...contentOf(letter),
    mid: keptAs,
    code: refusal.code,
    details: { ...refusal.details },
    at: received,
  }
  const record = { space, type: 'refused', id: keptAs, entity: keptAs, version, body: JSON.stringify(body) }
  if (!isThrownAway) await putRecord(tx, department, record)
  const { code, details } = body
  const ruled: Verdict = { mid: letter.mid, kind, code, details, spaces: isThrownAway ? [] : [[space, version]] }
  const verdict = await sealed(desk, letter, ruled, [])
  await keepVerdict(tx, {
    department,
    account: accountId,
    mid: keptAs,
    hash: letter.hash,
    verdict: JSON.stringify(verdict),
    replica,
    seq: letter.envelope?.seq ?? 0,
    received,
  })
  return { verdict, audience: isThrownAway ? [] : [{ space }] }
}

/** What was written, whole; where it holds keys that are no keys, as the text that it came in. */
function contentOf({ envelope, raw }: Letter) {
  if (envelope) {
    const { name, entity, schema, args, device } = envelope
    return { name, entity, schema, args, device }
  }
  const name = typeof raw.name === 'string' ? raw.name.slice(0, 60) : ''
  const entity = typeof raw.entity === 'string' ? raw.entity.slice(0, 60) : ''
  return { name, entity, args: isPlain(raw) ? raw.args : { text: JSON.stringify(raw.args) } }
}
