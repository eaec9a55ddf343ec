import { type ReactNode, useEffect, useId, useRef } from 'react'

/** The browser's own modal: it keeps the focus inside, and Escape or Android's Back closes it. */
export function Dialog({
  open,
  title,
  onClose,
  children,
  actions,
}: {
  open: boolean
  title: string
  onClose(): void
  children: ReactNode
  actions: ReactNode
}) {
  const box = useRef<HTMLDialogElement>(null)
  const name = useId()

  useEffect(() => {
    const dialog = box.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])

  return (
    <dialog ref={box} className="dialog" aria-labelledby={name} onClose={onClose}>
      {open && (
        <div className="dialog-in">
          <h2 id={name}>{title}</h2>
          {children}
          <div className="dialog-actions">{actions}</div>
        </div>
      )}
    </dialog>
  )
}
