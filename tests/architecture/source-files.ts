import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

export interface SourceFile {
  /** from the top of the repository, with `/` */
  path: string
  text: string
}

const SKIPPED = new Set(['node_modules', 'dist', 'data', '.git', '.cache'])

/** Every file below the given folders. @param ending of the name */
export function filesBelow(folders: readonly string[], ending: RegExp): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (path) =>
          !relative(ROOT, path)
            .split(sep)
            .some((part) => SKIPPED.has(part)),
      )
      .map((path) => ({ path: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') })),
  )
}

/** The modules of the product. */
export const productFiles = (): SourceFile[] => filesBelow(['src', 'sync-server'], /\.tsx?$/)
export const testFiles = (): SourceFile[] => filesBelow(['tests'], /\.tsx?$/)

/** The text without its comments; strings stay. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`\\])\/\/.*$/gm, '$1')

/** What a module imports, types included: as it is written. */
export function importsOf(text: string): string[] {
  const found = withoutComments(text).matchAll(
    /(?:^|[\s;}])(?:import|export)\s+(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...found].map(([, declared, dynamic]) => declared ?? dynamic ?? '')
}
