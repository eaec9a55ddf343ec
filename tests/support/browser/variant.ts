import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../../..')

/** A change to a product file, as a patch: the text must stand there exactly once. */
export interface Edit {
  /** from the top of the repository */
  file: string
  from: string
  to: string
}

/**
 * Builds the app with some files changed on the way: a planted bug that a test must catch, or a next version.
 * The files themselves stay as they are. @throws when an edit does not fit any more
 */
export async function buildVariant(outDir: string, edits: readonly Edit[]): Promise<void> {
  const done = new Set<Edit>()
  const before = process.env.NODE_ENV
  // a test runner has set another one, with which Vite would build for development
  process.env.NODE_ENV = 'production'
  await build({
    root: ROOT,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'variant',
        enforce: 'pre',
        transform(code, id) {
          let changed = code
          for (const edit of edits.filter(({ file }) => id.split('?')[0] === join(ROOT, file))) {
            if (changed.split(edit.from).length !== 2) throw new Error(`${edit.file} has not exactly one: ${edit.from}`)
            changed = changed.replace(edit.from, () => edit.to)
            done.add(edit)
          }
          return changed === code ? null : changed
        },
      },
    ],
  })
  if (before !== undefined) process.env.NODE_ENV = before
  const missed = edits.filter((edit) => !done.has(edit))
  if (missed.length > 0) throw new Error(`not part of the build: ${missed.map(({ file }) => file).join(', ')}`)
}
