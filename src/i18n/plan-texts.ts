import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { deadlines } from './vi/deadlines.ts'
import { tasks } from './vi/tasks.ts'

/** The words of plan, tasks and deadlines: apart from the others, since the first page is drawn without them. */
export const planVi = { deadlines, tasks }

export type PlanTexts = Widened<typeof planVi>

const planTextsNow = (): PlanTexts => languageStore.dictionary()?.plan ?? planVi

/** These words in the language that was chosen, and again when another one is. */
export const usePlanTexts = (): PlanTexts => useSyncExternalStore(languageStore.subscribe, planTextsNow, planTextsNow)
