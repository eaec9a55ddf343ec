import { textsNow } from './texts.ts'

/** "410 KB", "1,2 MB", "3,4 GB": decimal units, as phones count. */
export function formatBytes(bytes: number): string {
  const [amount, unit] =
    bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'KB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${amount.toLocaleString(textsNow().dates.locale, { maximumFractionDigits: unit === 'KB' ? 0 : 1 })} ${unit}`
}

/** A number as people read it: 0912 345 678 from any way of writing it; short ones such as 113 stay. */
export function formatPhone(written: string): string {
  const digits = written.replaceAll(/[^\d+]/g, '').replace(/^\+84/, '0')
  return digits.length === 10 ? `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}` : written.trim()
}

export const telHref = (written: string): string => `tel:${written.replaceAll(/[^\d+]/g, '')}`
