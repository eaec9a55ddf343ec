import { FAULTS, type Fault } from './faults.ts'
import type { IntentKind } from './ledger.ts'
import { FOREIGN } from './replies.ts'
import type { Outcome } from './run.ts'

/** How often the rarest kinds strike in a hundred seeds; every other kind strikes at least as often as `USUAL`. */
const RARE: Partial<Record<Fault, number>> = { 'server-restored': 6 }
const USUAL = 20
/** What the seeds must have come to, in a hundred of them, for the faults to have met something. */
const MARKS = {
  cases: 20,
  restricted: 5,
  'restricted-and-back': 2,
  refused: 50,
  quarantined: 15,
  merged: 50,
  photos: 40,
  'task-result-kept-after-cancel': 4,
  'task-result-returned': 1,
  'draft-taken-up': 10,
  'unsent-handed-over': 2,
  'pulled-in-small-pages': 20,
  'without-web-locks': 15,
  'mid-borrowed': 10,
  'tab-frozen-with-the-lock': 4,
  'tab-killed-with-the-lock': 20,
  'clock-ten-years': 40,
  'plan-versions': 1,
  'monthly-versions': 25,
  'monthly-next-version': 2,
  'monthly-returned': 10,
  'monthly-kept-both': 6,
  'piece-versions': 40,
  'piece-next-version': 5,
  'piece-photos': 10,
  'lines-in-effect': 6,
  'line-words': 20,
  'line-second-word': 3,
  'monthly-approved-in-app': 2,
  'units-merged': 5,
  'given-to-units': 90,
  'given-answers': 18,
  'given-amended-after-answer': 2,
  'given-withdrawn-after-answer': 0.5,
  'given-photos': 8,
} as const
/** And what people must have meant there, in a hundred seeds. */
const MEANT: Partial<Record<IntentKind, number>> = {
  comment: 60,
  adopt: 2,
  dismiss: 1,
  'task-comment': 40,
  'task-product': 60,
  'plan-edit': 60,
  'monthly-edit': 250,
  'monthly-submit': 20,
  'monthly-return': 6,
  'monthly-accept': 3,
  'plan-progress': 30,
  'piece-withdraw': 3,
  'piece-no-consent': 1,
  'piece-decline': 5,
  'piece-take-down': 1,
  'duty-extend': 12,
  'duty-excuse': 14,
  'duty-accept-offline': 8,
  'duty-note-arrival': 14,
  'duty-chase': 14,
  'given-give': 80,
  'given-amend': 30,
  'given-chase': 18,
  'given-withdraw': 9,
}
/** Tried once everything is healed, which it never is where only safety is looked at. */
const AFTER_HEALING: ReadonlySet<string> = new Set(['mid-borrowed'])
/** Fewer seeds prove nothing about what is rare. */
const ENOUGH = 100

/** Adds up what the seeds of one run met. */
export function createTally({ heals = true } = {}) {
  const struck = new Map<string, number>()
  let seeds = 0
  const meant = new Map<string, number>()
  return {
    add({ intents, faults, marks }: Outcome): void {
      seeds += 1
      for (const [kind, n] of Object.entries(intents)) meant.set(kind, (meant.get(kind) ?? 0) + n)
      for (const [kind, n] of Object.entries({ ...faults, ...marks })) struck.set(kind, (struck.get(kind) ?? 0) + n)
    },
    struck,
    /** Lines of the histogram, and which kinds struck too seldom for this run to prove anything. */
    report(): { lines: string[]; missing: string[] } {
      const missing: string[] = []
      const line = (kind: string, least: number, of: ReadonlyMap<string, number> = struck) => {
        const n = of.get(kind) ?? 0
        if (n < least) missing.push(`${kind} struck ${n} times, at least ${least} were to be expected`)
        return `  ${kind.padEnd(32)} ${String(n).padStart(7)}${least > 0 ? `   (at least ${least})` : ''}`
      }
      const share = (perHundred: number) => (seeds >= ENOUGH ? Math.floor((perHundred * seeds) / 100) : 0)
      const told = new Set<string>([...FAULTS, ...Object.keys(MARKS)])
      const others = [...struck.keys()].filter((kind) => !told.has(kind) && !/^(foreign|ours)-/.test(kind)).sort()
      const statuses = Object.values(FOREIGN).flatMap((list) => list.map(([status]) => `foreign-${status}`))
      const codes = [...struck.keys()].filter((kind) => /^ours-[a-z]/.test(kind)).sort()
      return {
        lines: [
          `${seeds} seeds, ${[...meant.values()].reduce((sum, n) => sum + n, 0)} intents`,
          'what people meant:',
          ...[...meant.keys()].sort().map((kind) => line(kind, share(MEANT[kind as IntentKind] ?? 0), meant)),
          'faults that struck:',
          ...FAULTS.map((kind) => line(kind, share(RARE[kind] ?? USUAL))),
          'what they met:',
          ...Object.entries(MARKS).map(([kind, least]) =>
            line(kind, heals || !AFTER_HEALING.has(kind) ? share(least) : 0),
          ),
          ...others.map((kind) => line(kind, 0)),
          `statuses of others: ${statuses.map((kind) => `${kind.slice('foreign-'.length)}×${struck.get(kind) ?? 0}`).join(' ')}`,
          `codes in our name: ${codes.map((kind) => `${kind.slice('ours-'.length)}×${struck.get(kind) ?? 0}`).join(' ')}`,
        ],
        missing: [
          ...missing,
          ...Object.keys(MEANT).flatMap((kind) => (share(100) > 0 && !meant.has(kind) ? [`nobody meant ${kind}`] : [])),
          ...(share(100) > 0 ? statuses.filter((kind) => !struck.has(kind)).map((kind) => `${kind} never came`) : []),
        ],
      }
    },
  }
}
