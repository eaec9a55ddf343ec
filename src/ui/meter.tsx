/** How far something has come; the words say it, too. */
export function Meter({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <label className="meter">
      <span>{label}</span>
      <progress value={value} max={max} />
    </label>
  )
}
