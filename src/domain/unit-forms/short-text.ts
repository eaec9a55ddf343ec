import { SHORT_TEXT_MAX, shortened } from '../shortened.ts'
import type { FormRecord, FormVersion } from './record.ts'

/** What every such text ends with, in the language that goes to others. */
export interface EndWords {
  /** its number, once the server has given one */
  arrived(code: string, no: number): string
  notArrived: string
}

/**
 * What may be pasted into a chat about a form: who sends it, how much of what, and its number. [SX1]
 * @param said counts; not one word that was typed freely, since those name people and places
 * @returns at most 300 characters
 */
export function formShortText(
  head: string,
  { unitName, code }: Pick<FormRecord, 'unitName' | 'code'>,
  { no, stamps }: Pick<FormVersion, 'no' | 'stamps'>,
  said: readonly string[],
  words: EndWords,
): string {
  const end = code !== null && stamps.received !== null ? words.arrived(code, no) : words.notArrived
  const counts = said.join('; ')
  const room = SHORT_TEXT_MAX - `${head} : ${counts}. ${end}`.length
  return `${head} ${shortened(unitName, room)}: ${counts}. ${end}`
}
