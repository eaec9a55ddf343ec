import { join } from 'node:path'
import { openWithLibreOffice, run } from './libre-office.ts'
import { somePapers } from './some-papers.ts'

/**
 * `node tests/support/paper-pictures.ts [FOLDER]`: writes each official paper as a Word file, lets LibreOffice open
 * it, and makes a picture of each page, to be judged against the decree. Needs `soffice` and `pdftoppm`.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../.cache/papers')
const papers = somePapers()

await openWithLibreOffice(folder, papers)
for (const name of Object.keys(papers)) {
  run('pdftoppm', ['-r', '70', '-png', join(folder, `${name}.pdf`), join(folder, name)])
  console.log(`${join(folder, name)}.docx: opened by LibreOffice, pages beside it`)
}
