export function ResponsibilityPage() {
  return <div className="page" />
}
