import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { docxOf } from '#features/documents/docx-file.ts'
import { papers as words } from '#i18n/vi/papers.ts'
import { hasLibreOffice, openWithLibreOffice, run } from '#tests/support/libre-office.ts'
import { somePapers } from '#tests/support/some-papers.ts'
import { unzip } from '#tests/support/zip.ts'

const papers = somePapers()
const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

test('[DC2] every paper is a Word file whose parts refer to each other, in Times New Roman', async () => {
  for (const paper of Object.values(papers)) {
    const files = unzip(Buffer.from(await (await docxOf(paper)).arrayBuffer()))
    const links = files.get('word/_rels/document.xml.rels') ?? ''
    const targets = [...links.matchAll(/Target="([^"]+)"/g)].map(([, target]) => `word/${target}`)
    expect(targets.length).toBeGreaterThan(3)
    for (const target of targets) expect([...files.keys()]).toContain(target)
    expect(files.get('word/styles.xml')).toMatch(/<w:rFonts[^>]*w:ascii="Times New Roman"/)
  }
})

test('[DC2] LibreOffice, where there is one, opens every paper and reads what stands on it', async () => {
  if (!hasLibreOffice()) {
    console.info('no soffice or pdftoppm on this machine: the Word files were read as XML only')
    expect(Object.keys(papers).length).toBeGreaterThan(0)
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-papers-'))
  await openWithLibreOffice(folder, papers)
  for (const [name, paper] of Object.entries(papers)) {
    const pdf = join(folder, `${name}.pdf`)
    const text = flat(run('pdftotext', ['-layout', pdf, '-']))
    for (const said of [words.nation, words.motto, paper.kind, paper.subject, words.recipients, paper.signer])
      expect(text, name).toContain(flat(said))
    expect(run('pdfinfo', [pdf]), name).toMatch(/Page size:.*A4/)
    // Times New Roman, or the font of the same widths that stands in for it
    const fonts = run('pdffonts', [pdf]).split('\n').slice(2).filter(Boolean)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font, name).toMatch(/TimesNewRoman|LiberationSerif|Tinos/)
  }
  console.info(`LibreOffice opened ${Object.keys(papers).length} papers`)
  await rm(folder, { recursive: true })
}, 180_000)
