import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

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

interface AskDialogProps {
  open: boolean
  title: string
  confirm: string
  cancel: string
  /** red where something is taken away */
  kind?: 'primary' | 'alarm'
  busy?: boolean
  onConfirm(): void
  onClose(): void
  /** what it asks to write: shown once it is read, and given up by the second button alone [DR10] */
  kept?: { isRead: boolean; giveUp(leave: () => void): Promise<void> }
  children: ReactNode
}

/** A question with two answers: to do it, or to leave things as they are. */
export function AskDialog(props: AskDialogProps) {
  const { open, title, confirm, cancel, kind = 'primary', busy, onConfirm, onClose, kept, children } = props
  return (
    <Dialog
      open={open && kept?.isRead !== false}
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button kind={kind} wide busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
          <Button kind="ghost" wide onClick={kept ? () => void kept.giveUp(onClose) : onClose}>
            {cancel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
