import type { Instant } from '../time.ts'
import type { FormEntry, FormRecord, FormReturned } from './record.ts'
import type { FormState } from './states.ts'

/** A form as far as its timeline goes; the kinds of its entries are its own. */
interface Told<Entry extends FormEntry> {
  timeline: readonly Entry[]
}
type Stamps = FormEntry['stamps']
type VersionOf<Entry extends FormEntry> = Extract<Entry, { kind: 'submitted' }>
type AskOf<Entry extends FormEntry> = Extract<Entry, { kind: 'asked' }>

export const versionsOf = <Entry extends FormEntry>(form: Told<Entry> | undefined): VersionOf<Entry>[] =>
  (form?.timeline ?? []).filter((entry): entry is VersionOf<Entry> => entry.kind === 'submitted')

export const latestVersion = <Entry extends FormEntry>(form: Told<Entry> | undefined): VersionOf<Entry> | undefined =>
  versionsOf(form).at(-1)

/**
 * When the next version was begun to be written, by the clocks of its phones: the earliest stamp of the edits that the
 * newest version had not seen yet. Without any, or by a clock that was set back since, it is now. [TM1, TM2]
 */
export function begunIn(form: FormRecord | undefined, now: Instant): Instant {
  const newest = latestVersion(form)?.stamps
  const since = (form?.edits ?? []).filter(({ stamps }) => !newest || isAfter(stamps, newest))
  return [now, ...since.map(({ stamps }) => stamps.written)].sort()[0] ?? now
}

/** In the server's order, and within one request or before any in the phone's; what waits comes after what is there. */
const isAfter = (one: Stamps, other: Stamps): boolean =>
  one.received === other.received
    ? one.committed > other.committed
    : one.received === null || (other.received !== null && one.received > other.received)

/** The newest wish for the head's approval. */
export const latestAsk = <Entry extends FormEntry>(form: Told<Entry> | undefined): AskOf<Entry> | undefined =>
  form?.timeline.findLast((entry): entry is AskOf<Entry> => entry.kind === 'asked')

/** The newest that the head has approved in the app. */
export function approvedAsk<Entry extends FormEntry>(form: Told<Entry> | undefined): AskOf<Entry> | undefined {
  const asked = latestAsk(form)
  const answer = form?.timeline.findLast((entry) => 'askId' in entry && entry.askId === asked?.id)
  return answer?.kind === 'approved' ? asked : undefined
}

/** The state is a fold over the timeline. What the office says of an older version moves nothing. [MR8] */
export function formStateOf(form: Told<FormEntry> | undefined): FormState {
  if (!form) return 'not_started'
  let state: FormState = 'draft'
  let version = 0
  let ask: string | null = null
  for (const entry of form.timeline) {
    switch (entry.kind) {
      case 'asked':
        ask = entry.id
        if (!isWithOffice(state)) state = 'pending_approval'
        break
      case 'approved':
        if (entry.askId === ask && state === 'pending_approval') state = 'approved'
        break
      case 'declined':
        if (entry.askId === ask && (state === 'pending_approval' || state === 'approved')) state = 'draft'
        break
      case 'submitted':
        state = 'submitted'
        version = entry.no
        break
      case 'received':
        if (entry.version === version && state === 'submitted') state = 'received'
        break
      case 'returned':
      case 'accepted':
        if (entry.version === version) state = entry.kind
        break
      case 'confirmed':
      case 'disputed':
        break
    }
  }
  return state
}

/** A version lies with the office, and it has not sent it back. */
export const isWithOffice = (state: FormState): boolean => ['submitted', 'received', 'accepted'].includes(state)

/** What the head said about the recorded word of a version; null while it is open, or where none was recorded. [MR5] */
export const answerOfHead = (form: Told<FormEntry>, version: number) =>
  form.timeline.findLast(
    (entry): entry is Extract<FormEntry, { kind: 'confirmed' | 'disputed' }> =>
      (entry.kind === 'confirmed' || entry.kind === 'disputed') && entry.version === version,
  ) ?? null

/** Why the newest version came back, while no other has followed it; of two clerks both words. [MR8] */
export function returnsOf(form: Told<FormEntry> | undefined): FormReturned[] {
  const newest = latestVersion(form)?.no
  return (form?.timeline ?? []).filter(
    (entry): entry is FormReturned => entry.kind === 'returned' && entry.version === newest,
  )
}

/**
 * The moments that decide how the day was kept: the first version counts, unless the office sent it back as empty.
 * [DL4, MR10]
 */
export function arrivalsOf(form: Told<FormEntry> | undefined): Instant[] {
  let arrivals: Instant[] = []
  for (const entry of form?.timeline ?? []) {
    if (entry.kind === 'returned' && entry.countFromNext) arrivals = []
    if (entry.kind === 'submitted' && entry.stamps.received !== null) arrivals.push(entry.stamps.received)
  }
  return arrivals
}

/** What a summary says of every form. [MR12] */
export function summed(form: FormRecord) {
  const newest = latestVersion(form)
  const answer = newest ? answerOfHead(form, newest.no) : null
  const isWord = newest?.approval.kind === 'verbal' && answer?.kind !== 'confirmed'
  return {
    id: form.id,
    unitId: form.unitId,
    unitName: form.unitName,
    of: form.of,
    code: form.code,
    state: formStateOf(form),
    versions: versionsOf(form).length,
    arrivals: arrivalsOf(form),
    changed: form.timeline.at(-1)?.stamps.received ?? null,
    kept: form.kept.length,
    word: isWord ? (answer?.kind === 'disputed' ? ('disputed' as const) : ('open' as const)) : null,
  }
}
