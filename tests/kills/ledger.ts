/** What people meant and what they were told: all that the auditor knows. It shares nothing with the product. */
export interface Intent {
  account: string
  mid: string
  kind: 'report' | 'supplement' | 'receive'
  incident: string
  /** nobody else says this; null for an act of the office */
  text: string | null
  photo: { id: string; sha256: string; size: number } | null
  /** the mutation as it travels */
  envelope: Readonly<Record<string, unknown>>
  /** the first verdict that arrived, as JSON */
  told: string | null
  /** whether the server said that the photo is stored */
  photoTold: boolean
}

export interface Ledger {
  intents: Intent[]
  /** what the wire itself has shown to be wrong */
  complaints: string[]
  /** requests that got no answer */
  unanswered: number
  /** mutations that were sent again after their verdict was known */
  repeated: number
}

export const newLedger = (): Ledger => ({ intents: [], complaints: [], unanswered: 0, repeated: 0 })
