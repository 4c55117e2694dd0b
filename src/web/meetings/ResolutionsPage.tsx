export function ResolutionsPage() {
  return <div className="page" />
}
