/**
 * What people meant, told in their own words and kept apart from the product: it shares no code with it and
 * knows each intent by a word that stands nowhere else.
 */
type TaskKind = 'progress' | 'product' | 'report' | 'ask' | 'strange' | 'accept' | 'return' | 'grant' | 'cancel'
export type IntentKind =
  | 'report'
  | 'supplement'
  | 'withdraw'
  | 'receive'
  | 'ask-more'
  | 'conclude'
  | 'stray'
  | 'poison'
  | `task-${TaskKind}`

export interface Intent {
  word: string
  kind: IntentKind
  account: string
  /** the incident, or the card's place in the plan */
  about: string
  /** sha256 of each photo that goes with it */
  photos: string[]
  /** the form that it was typed into */
  draft: string | null
  /**
   * `typing`: not yet safe, so its officer would type it again; `written`: the words are safe in a draft; `maybe`: the phone died before it could say anything;
   * `said`: the screen said that it is saved; `discarded`: its officer threw the refused thing away
   */
  state: 'typing' | 'written' | 'maybe' | 'said' | 'discarded'
}

export function createLedger() {
  const intents: Intent[] = []
  const seen = new Set<string>()
  return {
    intents,
    /** places of the cards that the screen said were seen: an act without words */
    seen,
    mean(intent: Intent): Intent {
      intents.push(intent)
      return intent
    },
    byWord: (word: string) => intents.find((intent) => intent.word === word),
    /** the intents whose word stands in this text */
    in: (text: string) => intents.filter(({ word }) => text.includes(word)),
  }
}
export type Ledger = ReturnType<typeof createLedger>
