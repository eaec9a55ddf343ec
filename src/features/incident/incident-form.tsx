export function IncidentForm() {
  return null
}
