import type { OfficeTexts } from '#i18n/office-texts.ts'
import { DeskError } from './api.ts'

/** "12 phút", "3 giờ", "2 ngày" */
export function durationText(t: OfficeTexts, minutes: number): string {
  if (minutes < 60) return t.minutes(minutes)
  return minutes < 48 * 60 ? t.hours(Math.floor(minutes / 60)) : t.days(Math.floor(minutes / 1440))
}

export const failureText = (t: OfficeTexts, error: Error): string =>
  t.failed[error instanceof DeskError ? error.failure : 'other']
