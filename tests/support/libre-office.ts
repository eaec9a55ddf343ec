import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { docxOf } from '#features/documents/docx-file.ts'
import type { Paper } from '#features/documents/paper.ts'

/** Whether this machine can open Word files: CI and a developer's own often cannot. */
export const hasLibreOffice = (): boolean =>
  ['soffice', 'pdftoppm'].every((program) => spawnSync('which', [program]).status === 0)

/**
 * Writes papers as Word files and lets LibreOffice open them all: `NAME.docx` and `NAME.pdf` in the folder.
 * @throws when it cannot
 */
export async function openWithLibreOffice(folder: string, papers: Readonly<Record<string, Paper>>): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const files: string[] = []
  for (const [name, paper] of Object.entries(papers)) {
    const file = join(folder, `${name}.docx`)
    writeFileSync(file, Buffer.from(await (await docxOf(paper)).arrayBuffer()))
    files.push(file)
  }
  // a profile of its own: a second one at the same time would hand its work to the first and end
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files])
}

/** @throws when the program is missing or fails */
export function run(program: string, args: readonly string[]): string {
  const { status, error, stdout } = spawnSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (error) throw new Error(`${program} is not on this machine (apt install libreoffice-writer poppler-utils)`)
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
  return stdout.toString()
}
