import * as z from 'zod/mini'

/**
 * A photo was declared by its report: id, size and hash are known to the server before the first byte, so the
 * resumable upload (after tus 1.0, core protocol) needs no creation step.
 *
 * HEAD  /api/photos/:id?account=…&replica=…   200 with `Upload-Offset`, `Upload-Length`; 404 `record-not-yet`
 * PATCH /api/photos/:id?account=…&nonce=…     body: bytes from `Upload-Offset` on; answers `photoAnswerSchema`
 * GET   /api/photos/:id?account=…             the bytes, for whoever may read the report
 *
 * Errors come as `errorAnswerSchema`; HEAD carries the code in the header `Error-Code`.
 */
export const UPLOAD_OFFSET = 'upload-offset'
export const UPLOAD_LENGTH = 'upload-length'
export const ERROR_CODE = 'error-code'
/** Media type of a PATCH body. */
export const UPLOAD_TYPE = 'application/offset+octet-stream'

export const photoAnswerSchema = z.object({
  nonce: z.string(),
  /** bytes that are on the server's disk */
  offset: z.int(),
  /** verified whole and durable; its receipt comes with the next pull */
  stored: z.boolean(),
})
export type PhotoAnswer = z.infer<typeof photoAnswerSchema>
