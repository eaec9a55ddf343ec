import type { PlanPart } from '#domain/unit-plans/parts.ts'

/** The address of each part. */
export const PATH_OF = {
  objectives: 'muc-tieu',
  lines: 'cac-dong',
  budget: 'kinh-phi',
  people: 'dau-moi',
  crisis: 'khung-hoang',
} as const satisfies Record<PlanPart, string>

/** Of the unit's own tasks, that the lines in effect are. */
export const WORK = 'viec'

export const partAt = (path: string): PlanPart | undefined =>
  (Object.keys(PATH_OF) as PlanPart[]).find((part) => PATH_OF[part] === path)
