export function MeetingPage() {
  return <div className="page" />
}
