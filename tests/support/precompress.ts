import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** What is text, or close enough to it that packing it pays. */
const TEXT = /\.(?:html|js|css|svg|json|webmanifest|txt|map|ico)$/
/** Smaller files gain nothing but another file. */
const WORTH_BYTES = 512

const packBrotli = promisify(brotliCompress)
const packGzip = promisify(gzip)

/** Puts `.br` and `.gz` beside every text file of a folder, as small as they get: it is done once a build. */
export async function precompress(folder: string): Promise<{ files: number; bytes: number; brotli: number }> {
  const names = await readdir(folder, { recursive: true })
  const total = { files: 0, bytes: 0, brotli: 0 }
  for (const name of names.filter((name) => TEXT.test(name)).sort()) {
    const path = join(folder, name)
    const content = await readFile(path)
    if (content.length < WORTH_BYTES) continue
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    }
    const [small, compatible] = await Promise.all([packBrotli(content, { params }), packGzip(content, { level: 9 })])
    await Promise.all([writeFile(`${path}.br`, small), writeFile(`${path}.gz`, compatible)])
    total.files += 1
    total.bytes += content.length
    total.brotli += small.length
  }
  return total
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files, bytes, brotli } = await precompress(join(import.meta.dirname, '..', '..', 'dist'))
  const kib = (n: number) => `${Math.round(n / 1024)} KiB`
  process.stdout.write(`Packed ${files} files: ${kib(bytes)} are ${kib(brotli)} in brotli\n`)
}
