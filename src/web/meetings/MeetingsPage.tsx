export function MeetingsPage() {
  return <div className="page" />
}
