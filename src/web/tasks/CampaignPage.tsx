export function CampaignPage() {
  return <div className="page" />
}
