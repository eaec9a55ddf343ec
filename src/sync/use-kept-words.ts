import { useKeptForm } from './use-kept-form.ts'

/**
 * What a dialog asks for, kept while it is written: Escape, Back or a crash only puts it out of sight. It leaves with
 * the act, or when its officer gives the act up. [DR1, DR5]
 * @param id what it is about and which act: `<task> cancel`
 */
export function useAskedForm<V extends Record<string, string>>(id: string, empty: V) {
  const form = useKeptForm(id, empty)
  return {
    isRead: form.values !== null,
    values: form.values ?? empty,
    set: form.set,
    /** @param act is carried out with the form's id, so that the words leave in its transaction; false when they stay */
    async handIn(act: (formId: string) => Promise<boolean>) {
      if (await form.handIn(() => act(id))) form.clear()
    },
    /** Goes on without them; where this device could not forget them, they are there again the next time. */
    async giveUp(leave: () => void) {
      try {
        await form.discard()
        form.clear()
      } catch (error) {
        console.warn('form not discarded', error instanceof Error ? error.name : error)
      }
      leave()
    },
  }
}

/** The same for one field of words. */
export function useKeptWords(id: string, start = '') {
  const { values, set, ...form } = useAskedForm(id, { text: start })
  return { ...form, text: values.text, set: (text: string) => set({ text }) }
}
