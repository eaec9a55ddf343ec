/** `https://host.name:port/…`, `http` too; no account in front of the host, no space, nothing that ends an attribute. */
const LINK =
  /^https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,61}(?::\d{1,5})?(?:[/?#][^\s<>"'`\\]*)?$/iu

/** Characters of a link that is kept anywhere. */
const MAX_LINK = 500

/** Whether a text is a link that may be shown to be tapped. [V39] */
export const isLink = (text: string): boolean => text.length <= MAX_LINK && LINK.test(text.trim())
