const SIGNS = [
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const

/** @param value 1–89 */
export function romanOf(value: number): string {
  let rest = value
  let text = ''
  for (const [sign, worth] of SIGNS)
    while (rest >= worth) {
      text += sign
      rest -= worth
    }
  return text
}

/** @returns null for what is no numeral in its one right spelling: `IIII`, `VX`, `Il` */
export function romanValue(text: string): number | null {
  if (!/^[IVXL]{1,7}$/.test(text)) return null
  for (let value = 1; value < 90; value += 1) if (romanOf(value) === text) return value
  return null
}
