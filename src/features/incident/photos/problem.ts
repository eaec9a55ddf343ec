import type { PhotoRefusal } from '#domain/photos/sniff.ts'

/** Why a chosen file did not become a photo of the report; `i18n` has a sentence for each. [PH4] */
export type PhotoProblem = PhotoRefusal | 'photo-size' | 'photo-heic' | 'photo-encode' | 'photo-storage' | 'photo-late'
