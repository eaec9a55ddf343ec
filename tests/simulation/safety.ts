import type { Device } from './device.ts'
import { textOf } from './images.ts'
import type { Intent, Ledger } from './ledger.ts'
import type { Network } from './network.ts'
import type { Server, WireReply } from './server.ts'
import { ownEntries, ownText } from './words.ts'

const WORD = /vi-\d+-\d+\./g
const INCIDENT_KINDS = new Set([
  'report',
  'supplement',
  'withdraw',
  'receive',
  'ask-more',
  'conclude',
  'comment',
  'adopt',
  'dismiss',
])
const WITH_TIMELINE = new Set([
  'incident',
  'task',
  'monthly_report',
  'unit_plan',
  'duty_ledger',
  'piece',
  'line_progress',
  'giving',
])

/** Looks at whatever reaches a device for words that its account may never have seen. */
export function createCanary(ledger: Ledger) {
  const leaks = new Set<string>()
  return {
    leaks,
    look(account: string, text: string): void {
      for (const [word] of text.matchAll(WORD)) {
        const intent = ledger.byWord(word)
        if (!intent) leaks.add(`${word} was told to ${account} and nobody ever wrote it`)
        else if (!mayRead(ledger, intent, account))
          leaks.add(`${intent.kind} ${word} about ${intent.about} of ${intent.unit} was told to ${account}`)
      }
    },
    answer(account: string, { body }: WireReply): void {
      this.look(account, body)
    },
  }
}
export type Canary = ReturnType<typeof createCanary>

/** Its author may; so may the unit, or all that were named, unless nobody ever meant the incident for more than a few eyes. */
function mayRead(
  ledger: Ledger,
  { account: author, unit, units = [unit], kind, about }: Intent,
  account: string,
): boolean {
  if (author === account) return true
  if (!units.some((one) => ledger.members.get(one)?.has(account))) return false
  if (!INCIDENT_KINDS.has(kind) || ledger.open.has(about) || ledger.heads.get(unit)?.has(account)) return true
  return ledger.intents.some((one) => one.account === account && one.about === about && INCIDENT_KINDS.has(one.kind))
}

interface Signed {
  id?: string
  by?: { accountId: string }
}

interface World {
  ledger: Ledger
  server: Server
  network: Network
  canary: Canary
  devices: readonly Device[]
}

/**
 * What holds at every moment, in the middle of any trouble: nothing doubled, nothing invented, nothing lost that
 * was acknowledged or said to be saved, nobody's words where they do not belong.
 */
export function safetyComplaints({ ledger, server, network, canary, devices }: World): string[] {
  const bodies = server.rows<{ space: string; type: string; body: string }>(
    'select space, type, body from records where body is not null',
  )
  const entries = ownEntries<Signed>(bodies.filter(({ type }) => WITH_TIMELINE.has(type)))
  // a form whose way to another device was refused goes on where it is
  const trays = bodies.filter(({ type, body }) => type === 'refused' && !body.startsWith('{"name":"draft.'))
  const found: string[] = []
  const times = new Map<string, number>()
  const count = (text: string, account: string) => {
    for (const word of new Set(text.match(WORD))) {
      times.set(word, (times.get(word) ?? 0) + 1)
      if (ledger.byWord(word)?.account !== account) found.push(`${word} stands under the name of ${account}`)
    }
  }
  for (const entry of entries) count(ownText(entry), entry.by?.accountId ?? '')
  for (const { space, body } of trays) count(ownText(JSON.parse(body)), space.slice('person:'.length))
  for (const [word, n] of times)
    if (n > (ledger.byWord(word)?.most ?? 0)) found.push(`${ledger.byWord(word)?.kind} ${word} is there ${n} times`)

  const known = new Set(server.rows<{ mid: string }>('select mid from mutations').map(({ mid }) => mid))
  for (const mid of network.told.keys()) if (!known.has(mid)) found.push(`the verdict on ${mid} was told and is gone`)

  const onServer = [...bodies, ...server.rows<{ body: string }>('select args as body from log')]
    .map(({ body }) => body)
    .join('\n')
  const onDevices = devices.map(
    (device) => [device.actor.accountId, textOf(device.image(), ['outbox', 'journal', 'drafts', 'forms'])] as const,
  )
  for (const { word, account, kind, state } of ledger.intents) {
    if ((state !== 'said' && state !== 'written') || ledger.isWrittenOver(word)) continue
    const held = onDevices.some(([owner, text]) => owner === account && text.includes(word))
    if (!held && !onServer.includes(word)) found.push(`${kind} ${word} was ${state} and is nowhere`)
  }
  for (const device of devices) canary.look(device.actor.accountId, textOf(device.image(), ['records', 'staged']))
  return [...found, ...network.broken, ...canary.leaks]
}
