const ids = new Set<string>()

/** Drafts that this tab is just sending: their page stays as it is until the report's own page is there. */
export const onItsWay = {
  begin: (draftId: string) => void ids.add(draftId),
  end: (draftId: string) => void ids.delete(draftId),
  has: (draftId: string): boolean => ids.has(draftId),
}
