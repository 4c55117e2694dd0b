export function TasksPage() {
  return <div className="page" />
}
