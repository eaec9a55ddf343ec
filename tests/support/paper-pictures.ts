import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { instantOf } from '#domain/time.ts'
import { docxOf } from '#features/documents/docx-file.ts'
import { incidentPaper } from '#features/documents/incident-paper.ts'
import { anIncidentInTwoReports } from '#tests/features/documents/an-incident.ts'

/**
 * `node tests/support/paper-pictures.ts [FOLDER]`: writes each official paper as a Word file, lets LibreOffice open
 * it, and makes a picture of each page, to be judged against the decree. Needs `soffice` and `pdftoppm`.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../.cache/papers')
const FRAME = {
  departmentName: 'Sở Giáo dục và Đào tạo tỉnh Ví Dụ (minh họa)',
  at: instantOf(Date.UTC(2026, 10, 19, 8)),
}
const papers = { 'bao-cao-nhanh': incidentPaper(anIncidentInTwoReports(), FRAME) }

mkdirSync(folder, { recursive: true })
for (const [name, paper] of Object.entries(papers)) {
  const file = join(folder, `${name}.docx`)
  writeFileSync(file, Buffer.from(await (await docxOf(paper)).arrayBuffer()))
  run('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, file])
  run('pdftoppm', ['-r', '70', '-png', join(folder, `${name}.pdf`), join(folder, name)])
  console.log(`${file}: opened by LibreOffice, pages beside it`)
}

function run(program: string, args: string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (error) throw new Error(`${program} is not on this machine (apt install libreoffice-writer poppler-utils)`)
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
}
