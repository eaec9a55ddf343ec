import { readFile, writeFile } from 'node:fs/promises'
import { launchBrowser } from './browser/launch.ts'

/** Draws public/icon-*.png from public/favicon.svg: `node tests/support/icons.ts`, after the drawing has changed. */
const svg = await readFile('public/favicon.svg', 'utf8')
const square = svg.replace(' rx="14"', '')

/** A maskable icon may lose a fifth on every side: its ground goes to the edge, its drawing stays in the middle. */
const pictures = [
  { file: 'icon-192.png', size: 192, image: svg, scale: 1 },
  { file: 'icon-512.png', size: 512, image: svg, scale: 1 },
  { file: 'icon-maskable-512.png', size: 512, image: square, scale: 0.76 },
]

const browser = await launchBrowser()
for (const { file, size, image, scale } of pictures) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const data = `data:image/svg+xml;base64,${Buffer.from(image).toString('base64')}`
  const ground = scale < 1 ? '#0b4f8a' : 'transparent'
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}"><img src="${data}" style="width:${size * scale}px">`,
  )
  await page.locator('img').evaluate((img: HTMLImageElement) => img.decode())
  await writeFile(`public/${file}`, await page.screenshot({ omitBackground: true }))
}
await browser.close()
