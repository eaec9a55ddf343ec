import type { Part } from '#domain/monthly-reports/parts.ts'

/** The address of each part. */
export const PATH_OF = {
  overview: 'tinh-hinh',
  counters: 'so-lieu',
  issues: 'van-de',
  forecast: 'du-bao',
  examples: 'guong',
  evidence: 'minh-chung',
  difficulties: 'kho-khan',
} as const satisfies Record<Part, string>

export const partAt = (path: string): Part | undefined =>
  (Object.keys(PATH_OF) as Part[]).find((part) => PATH_OF[part] === path)
