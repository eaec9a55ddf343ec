export function ReceiptCheckPage() {
  return null
}
