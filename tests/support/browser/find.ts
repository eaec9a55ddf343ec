import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { inflate } from '@sparticuz/chromium'

export interface FoundBrowser {
  executablePath: string
  /** added to the process environment: where the carried browser finds its libraries and fonts */
  env: Readonly<Record<string, string>>
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * A Chromium to test with: `CHROME_PATH`, else an installed one, else on Linux x64 the one that npm brought, with
 * its own libraries. `CHROME_PATH=carried` takes that one even where another is installed.
 * @throws with a sentence that says what is missing
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const wanted = process.env.CHROME_PATH
  if (wanted === 'carried') return unpackCarried()
  if (wanted) {
    if (existsSync(wanted)) return { executablePath: wanted, env: {} }
    throw new Error(`CHROME_PATH names ${wanted}, but there is no such file.`)
  }
  const installed = INSTALLED.find((path) => existsSync(path))
  return installed ? { executablePath: installed, env: {} } : unpackCarried()
}

const ARCHIVES = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']

/** The package's own names folders of the cloud that it was made for. Its fonts have all of Vietnamese. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

async function unpackCarried(): Promise<FoundBrowser> {
  const platform = `${process.platform}-${process.arch}`
  if (platform !== 'linux-x64')
    throw new Error(
      `The browser tests need Chrome or Chromium. On ${platform} none is carried along (only on linux-x64): install one, or name it with CHROME_PATH.`,
    )
  const { resolve } = createRequire(import.meta.url)
  const bin = join(resolve('@sparticuz/chromium'), '../../bin')
  const cache = join(import.meta.dirname, '../../../node_modules/.cache/dau-moi-chromium')
  if (!existsSync(cache)) await unpack(bin, cache)
  return {
    executablePath: join(cache, 'chromium'),
    env: { LD_LIBRARY_PATH: join(cache, 'al2023/lib'), FONTCONFIG_PATH: join(cache, 'fonts') },
  }
}

/** Unpacked beside and renamed when whole, so that a run that was cut, or one at the same time, does no harm. */
async function unpack(bin: string, cache: string): Promise<void> {
  const partial = `${cache}-${process.pid}`
  await mkdir(partial, { recursive: true })
  const before = process.env.TMPDIR
  // the package always unpacks into the temporary folder, which it asks for at once
  process.env.TMPDIR = partial
  const unpacking = ARCHIVES.map((name) => inflate(join(bin, name)))
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  await Promise.all(unpacking)
  await writeFile(join(partial, 'fonts/fonts.conf'), FONTS)
  await rename(partial, cache).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true })
    if (!existsSync(cache)) throw error
  })
}
