import { Dexie } from 'dexie'
import { learnMutations, UnlearntMutation } from '#domain/mutations.ts'

/**
 * Does it again as often as it met a change that this tab has not learnt: nothing is shown or decided without it.
 * What is asked of the database is asked anew, so a live query goes on watching. [MU4]
 * @throws whatever `work` throws, and when the code cannot be had
 */
export async function learning<T>(work: () => PromiseLike<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof UnlearntMutation)) throw error
      // Dexie's own promise: another one would lose what a live query watches
      await Dexie.Promise.resolve(learnMutations([error.mutation]))
    }
  }
}
