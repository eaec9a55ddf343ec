import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { planVi } from './plan-texts.ts'
import { taskScreens } from './vi/task-screens.ts'

/** The words of the tasks' own pages on top of those of plan and deadlines: Hôm nay is drawn without them. */
export const taskVi = { ...planVi, tasks: { ...planVi.tasks, ...taskScreens } }

export type TaskTexts = Widened<typeof taskVi>

const taskTextsNow = (): TaskTexts => languageStore.dictionary()?.plan ?? taskVi

/** These words in the language that was chosen, and again when another one is. */
export const useTaskTexts = (): TaskTexts => useSyncExternalStore(languageStore.subscribe, taskTextsNow, taskTextsNow)
