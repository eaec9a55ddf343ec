import type { ReactNode } from 'react'

/** A form on a page of its own, which judges its fields itself and is handed in without leaving the page. */
export function StepForm({ onSubmit, children }: { onSubmit(): Promise<void>; children: ReactNode }) {
  return (
    <form
      noValidate
      className="step-form"
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit()
      }}
    >
      {children}
    </form>
  )
}
