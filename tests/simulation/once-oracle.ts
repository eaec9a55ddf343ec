import type { IntentKind, Ledger } from './ledger.ts'
import type { Server } from './server.ts'

/** What two may say and the history holds once: the entry that stands for all who were told that it is done. */
const ONCE: Partial<Record<IntentKind, { name: string; entry: string }>> = {
  receive: { name: 'incident.receive', entry: 'received' },
  adopt: { name: 'incident.adopt', entry: 'adopted' },
  'task-accept': { name: 'task.accept', entry: 'accepted' },
  'task-grant': { name: 'task.grantExtension', entry: 'extension_given' },
}

/** Whether a second such word has nowhere to stand: the first one's entry is its effect. */
export const isSaidOnce = (kind: IntentKind): boolean => ONCE[kind] !== undefined

interface Answered {
  name: string
  args: { incidentId?: string; unitId?: string; planId?: string; place?: object; before?: string }
  text: string
  isDone: boolean
}

/**
 * Where anybody was told that such a thing is done, exactly one entry says so, and whoever said it and finds
 * their word nowhere was told so too: an answer without an effect is a lie, however well it is delivered.
 */
export function onceComplaints({ ledger, server }: { ledger: Ledger; server: Server }): string[] {
  const answered = answersOf(server)
  const bodies = server
    .rows<{ body: string }>("select body from records where type in ('incident', 'task') and body is not null")
    .map(({ body }) => JSON.parse(body) as Body)
  const done = new Map(answered.filter(({ isDone }) => isDone).map((answer) => [targetOf(answer), answer]))
  const wrong = [...done].flatMap(([target, answer]) => {
    const stands = entriesFor(answer, bodies)
    // what had to be taken in from outside came into its unit by itself, once its server had lost how it came
    if (stands === 0 && answer.name === 'incident.adopt' && !isOutside(answer, bodies)) return []
    return stands === 1 ? [] : [`${target} was answered as done: ${stands} in history`]
  })
  const standing = server
    .rows<{ body: string }>(
      "select body from records where type in ('incident', 'task', 'refused') and body is not null",
    )
    .map(({ body }) => body)
  const unheard = ledger.intents.filter(
    ({ kind, state, word }) =>
      isSaidOnce(kind) &&
      state === 'said' &&
      ![...standing, ...answered.filter(({ isDone }) => isDone).map(({ text }) => text)].some((text) =>
        text.includes(word),
      ),
  )
  return [...wrong, ...unheard.map(({ kind, word }) => `${kind} ${word} has no entry, no tray and no answer`)]
}

const isOutside = ({ args }: Answered, bodies: readonly Body[]): boolean =>
  bodies.some(({ id, outside }) => id === args.incidentId && outside !== undefined)

interface Body {
  id: string
  outside?: unknown
  unitId: string
  planId?: string
  place?: object
  timeline: { kind: string; before?: string }[]
}

function answersOf(server: Server): Answered[] {
  const names = Object.values(ONCE).map(({ name }) => `'${name}'`)
  return server
    .rows<{ name: string; args: string; verdict: string }>(
      `select name, args, verdict from log join mutations using (department, mid) where name in (${names.join()})`,
    )
    .map(({ name, args, verdict }) => ({
      name,
      args: JSON.parse(args),
      text: args,
      isDone: /"kind":"(applied|merged)"/.test(verdict),
    }))
}

const targetOf = ({ name, args: { incidentId, planId, unitId, place, before } }: Answered) =>
  JSON.stringify([name, incidentId, planId, unitId, place, name === 'task.grantExtension' ? before : undefined])

function entriesFor({ name, args }: Answered, bodies: readonly Body[]): number {
  const kind = Object.values(ONCE).find((one) => one.name === name)?.entry
  const isMeant = (body: Body) =>
    args.incidentId === undefined
      ? body.unitId === args.unitId &&
        body.planId === args.planId &&
        JSON.stringify(body.place) === JSON.stringify(args.place)
      : body.id === args.incidentId
  const entries = bodies.filter(isMeant).flatMap(({ timeline }) => timeline.filter((entry) => entry.kind === kind))
  return entries.filter(({ before }) => before === undefined || before === args.before).length
}
