import type { TaskTexts } from '#i18n/task-texts.ts'
import type { FormError } from '#sync/use-hand-in.ts'

/** As `taskNoteSchema` has it. */
export const NOTE_MAX = 1000

/** Too long is told, never cut. */
export const tooLong = (t: TaskTexts['tasks'], path: string, label: string, text: string, max: number): FormError[] =>
  text.length > max ? [{ path, text: t.tooLong(label, max) }] : []
