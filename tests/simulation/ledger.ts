import { createProofs } from './proofs.ts'

/**
 * What people meant, told in their own words and kept apart from the product: it shares no code with it and
 * knows each intent by a word that stands nowhere else.
 */
type TaskKind =
  | 'progress'
  | 'product'
  | 'report'
  | 'ask'
  | 'strange'
  | 'accept'
  | 'return'
  | 'grant'
  | 'cancel'
  | 'comment'
/** Of a month's report, or a year's plan. */
type FormKind = 'edit' | 'submit' | 'decline' | 'dispute' | 'return' | 'return-field' | 'accept'
type PieceKind = 'send' | 'withdraw' | 'no-consent' | 'decline' | 'take-down'
type GivenKind = 'give' | 'amend' | 'withdraw' | 'chase'
type DutyKind = 'extend' | 'excuse' | 'accept-offline' | 'note-arrival' | 'chase'
export type IntentKind =
  | 'report'
  | 'supplement'
  | 'withdraw'
  | 'receive'
  | 'ask-more'
  | 'conclude'
  | 'stray'
  | 'poison'
  | 'comment'
  | 'adopt'
  | 'dismiss'
  | `task-${TaskKind}`
  | `${'monthly' | 'plan'}-${FormKind}`
  | 'plan-progress'
  | `duty-${DutyKind}`
  | `piece-${PieceKind}`
  | `given-${GivenKind}`

export interface Intent {
  word: string
  kind: IntentKind
  account: string
  /** of the incident or the card */
  unit: string
  /** all to whom it is said, where these are several */
  units?: readonly string[]
  /** the incident, or the card's place in the plan */
  about: string
  /** sha256 of each photo that goes with it */
  photos: string[]
  /** how often it may be found: once more for each time that a form came back to life that had been sent, and that its
   * author said it again */
  most: number
  /** the form that it was typed into */
  draft: string | null
  /**
   * `typing`: not yet safe, so its officer would type it again; `written`: the words are safe in a draft; `maybe`: the phone died before it could say anything;
   * `said`: the screen said that it is saved; `discarded`: its officer threw the refused thing away; `gone`: the
   * store threw its durable commit away before the server had it; `retyped`: so it did, and left the form, which is
   * sent again without anybody knowing whether the first one arrived
   */
  state: 'typing' | 'written' | 'maybe' | 'said' | 'discarded' | 'gone' | 'retyped'
}

/** A value as it was typed into a field of a unit's report. */
export interface TypedValue {
  word: string
  unit: string
  of: string
  path: string
  /** words that its author saw in the field and wrote over */
  saw: string[]
  /** what they saw was their own and had not left the phone yet */
  isOwn: boolean
}

/** A whole report as somebody saw it when they asked for approval or sent it. */
export interface Handed {
  kind: 'asked' | 'submitted'
  account: string
  unit: string
  of: string
  /** plain JSON: the report, and the rule of periods that stood on the screen */
  frozen: object
  /** by which the screen knows it from now on; null when the phone died before it could say anything */
  mid: string | null
  state: 'maybe' | 'said' | 'gone'
}

/** What the office does for several units at once, as it was meant. */
export interface GivenAct {
  word: string
  kind: `given-${GivenKind}`
  givingId: string
  units: readonly string[]
  /** plain JSON: what units are to know from then on, whole; null where it stays */
  body: object | null
  /** on which device */
  device: string
  /**
   * its place among all that was begun and said, and when the screen said that it is saved: null while it has not, or
   * where the device forgot it
   */
  begun: number
  said: number | null
}

export function createLedger() {
  const intents: Intent[] = []
  const seen = new Set<string>()
  const open = new Set<string>()
  const takers = new Map<string, string>()
  const lostPhotos = new Set<string>()
  const members = new Map<string, Set<string>>()
  const heads = new Map<string, Set<string>>()
  const unitOf = new Map<string, string>()
  const byWord = new Map<string, Intent>()
  const typed: TypedValue[] = []
  const handed: Handed[] = []
  const givenActs: GivenAct[] = []
  let turn = 0
  return {
    intents,
    /** places of the cards that the screen said were seen: an act without words */
    seen,
    /** incidents that somebody meant for the whole unit to read */
    open,
    /** which device went on with a form that another one left: form, device */
    takers,
    /** sha256 of photos whose bytes the store threw away */
    lostPhotos,
    /** the accounts that ever belonged to a unit */
    members,
    heads,
    typed,
    handed,
    /** words that their author let go in favour of another's */
    settled: new Set<string>(),
    /** words that somebody who saw them took out of a field */
    cleared: new Set<string>(),
    /** when the server was lost and restored; null where it never was */
    restoredAt: null as string | null,
    /** what devices can prove to a restored server */
    proofs: createProofs(),
    /** signatures of the receipts that phones held then, by the entry */
    receiptsHeld: new Map<string, string>(),
    /** when the lost server had received what phones could prove that it had, by the change */
    heldSince: new Map<string, string>(),
    /** changes that their author threw away after they were refused */
    thrownAway: new Set<string>(),
    /** where an incident or a card belongs */
    unitOf,
    admit(unit: string, account: string, isHead: boolean): void {
      members.set(unit, (members.get(unit) ?? new Set()).add(account))
      if (isHead) heads.set(unit, (heads.get(unit) ?? new Set()).add(account))
    },
    mean(intent: Intent): Intent {
      intents.push(intent)
      byWord.set(intent.word, intent)
      return intent
    },
    hand(one: Handed): Handed {
      handed.push(one)
      return one
    },
    givenActs,
    give(meant: Omit<GivenAct, 'begun' | 'said'>): void {
      turn += 1
      givenActs.push({ ...meant, begun: turn, said: null })
    },
    saidGiven(word: string): void {
      turn += 1
      for (const one of givenActs) if (one.word === word) one.said ??= turn
    },
    /** whether anybody wrote over it, or let it go */
    isWrittenOver(word: string): boolean {
      return this.settled.has(word) || this.cleared.has(word) || typed.some(({ saw }) => saw.includes(word))
    },
    byWord: (word: string) => byWord.get(word),
    /** the intents whose word stands in this text */
    in: (text: string) => intents.filter(({ word }) => text.includes(word)),
  }
}
export type Ledger = ReturnType<typeof createLedger>
