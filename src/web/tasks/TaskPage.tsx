export function TaskPage() {
  return <div className="page" />
}
