import { learnMutations, mutationNames } from '#domain/mutations.ts'
import { simulate } from './run.ts'

/** A process that has run nothing yet loads code in between, at moments that no seed can repeat: all of it comes first. */
export async function warmUp(): Promise<void> {
  await learnMutations(mutationNames)
  await Promise.all([import('#storage/backed-up.ts'), import('#storage/look-through.ts'), import('#storage/replay.ts')])
  await simulate(1)
}
