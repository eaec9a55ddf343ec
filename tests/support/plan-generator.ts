import fc from 'fast-check'
import { romanOf } from '#domain/plans/roman.ts'
import { DEFAULT_UNIT_NAMES } from '#domain/plans/unit-names.ts'

const UNIT_NAMES: Readonly<Record<string, readonly string[]>> = DEFAULT_UNIT_NAMES
const LEADS = ['VPS', 'GDMN-TH', 'GDTrH-TX', 'QLCL', 'KHTC', 'TCCB', 'TTRA']
const CLASSES = ['CAC_PHONG', 'PGD', 'DVTT']
const HEADER = [
  'Stt',
  'Nội dung/ Chủ đề',
  'Hình thức/sản phẩm',
  'Đơn vị chủ trì',
  'Thời gian thực hiện',
  'Đơn vị phối hợp',
]
const UL = '<ul style="list-style-type: none">'

/** A plan as its author meant it. */
export interface MeantItem {
  title: string
  bullets: string[]
  leads: string[]
  coordinators: string[]
  quarters: number[]
}
export interface MeantGroup {
  title: string
  items: MeantItem[]
}

/** What typing, scanning and paging made of one item. */
interface ItemNoise {
  unnumbered: boolean
  /** an only bullet without its dash */
  bare: boolean
  doubled: boolean
  /** by cell: product, leads, coordinators */
  tags: boolean[]
  /** which of a unit's names, and what stands between two */
  names: number[]
  separators: number[]
  stop: boolean
  quarters: number
  /** where each of its pages ends, as parts of the words of each cell */
  cuts: number[][]
  headers: boolean[]
  pageBefore: boolean
}

interface FileNoise {
  nfd: boolean
  crlf: boolean
  bom: boolean
  formFeed: boolean
  head: boolean
}

export interface GeneratedPlan {
  meant: MeantGroup[]
  /** the text with all of its noise */
  text: string
  /** its lines as they stand there, and which of them are rows of which kind */
  lines: string[]
  rows: { line: number; kind: 'group' | 'item' | 'rest'; item: string }[]
}

const WORDS =
  'trường lớp thầy cô sách vở học sinh bữa ăn thư viện sân chơi hội thảo phong trào đọc viết nghe hoà hòa ứng dụng'.split(
    ' ',
  )
const JOINTS = [
  ' ',
  ' ',
  ' ',
  ', ',
  ' - ',
  '; ',
  ' 2021- 2030 ',
  ' 2023 - 2024 ',
  ' kinh tế - xã hội ',
  ' “trẻ” ',
  '... ',
]

const phrase = fc
  .tuple(
    fc.constantFrom(...WORDS),
    fc.array(fc.tuple(fc.constantFrom(...JOINTS), fc.constantFrom(...WORDS)), { maxLength: 7 }),
  )
  .map(([first, rest]) => {
    const text = first + rest.map(([joint, word]) => joint + word).join('')
    return text.charAt(0).toUpperCase() + text.slice(1)
  })
const bullet = fc.tuple(phrase, fc.constantFrom('', '.', ';')).map(([text, stop]) => text + stop)

const meantItem: fc.Arbitrary<MeantItem> = fc.record({
  title: phrase,
  bullets: fc.array(bullet, { minLength: 1, maxLength: 4 }),
  leads: fc.shuffledSubarray(LEADS, { minLength: 1, maxLength: 4 }),
  coordinators: fc.subarray(CLASSES),
  quarters: fc.subarray([1, 2, 3, 4], { minLength: 1 }),
})

const itemNoise: fc.Arbitrary<ItemNoise> = fc.record({
  unnumbered: fc.boolean(),
  bare: fc.boolean(),
  doubled: fc.boolean(),
  tags: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  names: fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }),
  separators: fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }),
  stop: fc.boolean(),
  quarters: fc.nat(3),
  cuts: fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 4, maxLength: 4 }), { maxLength: 2 }),
  headers: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
  pageBefore: fc.boolean(),
})

const group = fc.record({
  title: phrase,
  items: fc.array(fc.tuple(meantItem, itemNoise), { minLength: 1, maxLength: 5 }),
})

const fileNoise: fc.Arbitrary<FileNoise> = fc.record({
  nfd: fc.boolean(),
  crlf: fc.boolean(),
  bom: fc.boolean(),
  formFeed: fc.boolean(),
  head: fc.boolean(),
})

/** Random plans with random irregularities; fast-check prints the seed of what fails. */
export const generatedPlan: fc.Arbitrary<GeneratedPlan> = fc
  .tuple(fc.array(group, { minLength: 1, maxLength: 5 }), fileNoise)
  .map(([groups, noise]) => rendered(groups, noise))

function rendered(groups: { title: string; items: [MeantItem, ItemNoise][] }[], noise: FileNoise): GeneratedPlan {
  const lines: string[] = noise.head ? ['', 'Số:', 'Nơi minh họa, ngày tháng 02 năm 2024', 'KẾ HOẠCH', ''] : []
  const rows: GeneratedPlan['rows'] = []
  const row = (kind: 'group' | 'item' | 'rest', item: string, cells: readonly string[]) => {
    lines.push(cells.join('\t'))
    rows.push({ line: lines.length, kind, item })
  }
  const page = () => lines.push('', (noise.formFeed ? '\f' : '') + HEADER.join('\t'))
  lines.push('PHỤ LỤC KẾ HOẠCH TRUYỀN THÔNG NĂM 2024 CỦA SỞ MINH HỌA', '', HEADER.join('\t'))
  for (const [i, { title, items }] of groups.entries()) {
    const roman = romanOf(i + 1)
    row('group', roman, [roman, title, '', '', '', ''])
    for (const [n, [item, itemNoise]] of items.entries()) {
      if (itemNoise.pageBefore) page()
      const name = `${roman}.${n + 1}`
      const [first, ...rest] = pages(cellsOf(item, itemNoise), itemNoise.cuts)
      row('item', name, [itemNoise.unnumbered ? '' : String(n + 1), ...(first ?? [])])
      for (const [p, cells] of rest.entries()) {
        if (itemNoise.headers[p]) page()
        row('rest', name, ['', ...cells])
      }
    }
  }
  const plain = lines.map((line) => (noise.nfd ? line.normalize('NFD') : line))
  const text = (noise.bom ? '\uFEFF' : '') + plain.join(noise.crlf ? '\r\n' : '\n') + (noise.crlf ? '\r\n' : '\n')
  const meant = groups.map(({ title, items }) => ({ title, items: items.map(([item]) => item) }))
  return { meant, text, lines: plain, rows }
}

const SEPARATORS = ['; ', ' - ', '; - ', '. - ', ' -', ', ', ' và ', ' ', '-', ';']
const DASHES = ['- ', '– ', '– - ', '- - ']

/** Title, product, leads, time, coordinators. */
function cellsOf(item: MeantItem, noise: ItemNoise): string[] {
  const dash = noise.doubled ? DASHES[2] : DASHES[0]
  const bullets = item.bullets.map((text, i) => (i === 0 ? `- ${text}` : `${dash}${text}`)).join(' ')
  const product = item.bullets.length === 1 && noise.bare ? (item.bullets[0] ?? '') : bullets
  const units = (codes: readonly string[], lead: string) =>
    codes
      .map(
        (code, i) =>
          (i === 0 ? lead : (SEPARATORS[noise.separators[i] ?? 0] ?? '')) + nameOf(code, noise.names[i] ?? 0),
      )
      .join('') + (noise.stop && codes.length > 0 ? '.' : '')
  const tagged = (text: string, i: number) => (noise.tags[i] ? `${UL} ${text} ` : text)
  return [
    item.title,
    noise.tags[0] ? `<p>${UL} ${product}</p>` : product,
    tagged(units(item.leads, noise.stop ? '- ' : ''), 1),
    quartersOf(item.quarters, noise.quarters),
    tagged(units(item.coordinators, '- '), 2),
  ]
}

const nameOf = (code: string, choice: number): string => {
  const names = UNIT_NAMES[code] ?? []
  return names[choice % names.length] ?? code
}

function quartersOf(quarters: readonly number[], style: number): string {
  const [from = 1, to = from] = [quarters[0], quarters.at(-1)]
  if (style === 1 && to - from + 1 === quarters.length && to > from) return `Quý ${romanOf(from)} - ${romanOf(to)}`
  if (style === 2 && quarters.length === 4) return 'Cả năm'
  return `${style === 3 ? 'quý' : 'Quý'} ${quarters.map(romanOf).join(', ')}`
}

/** The same cells on several pages, cut between words. The time stays on the first, and so does a word of each cell. */
function pages(cells: readonly string[], cuts: readonly number[][]): string[][] {
  const cut = cuts[0]
  if (!cut) return [[...cells]]
  const parts = cells.map((cell, i) => {
    const words = cell.split(' ')
    const keep = i === 3 ? words.length : Math.max(1, Math.ceil((words.length * (cut[i > 3 ? 3 : i] ?? 10)) / 10))
    return [words.slice(0, keep).join(' '), words.slice(keep).join(' ')] as const
  })
  const rest = parts.map(([, after]) => after)
  if (rest.every((cell) => cell.trim() === '')) return [[...cells]]
  return [parts.map(([before]) => before), ...pages(rest, cuts.slice(1))]
}
