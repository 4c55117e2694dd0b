export function FundsPage() {
  return null
}
