/** A home as papers and lists name it: 示例家园3号楼2单元501室. */
export function placeWords({
  estate,
  building,
  entrance,
  room,
}: {
  estate: string
  building: string
  entrance: string
  room: string
}): string {
  const house = /[楼幢栋座]$/.test(building) ? building : `${building}号楼`
  return `${estate}${house}${entrance === '' ? '' : `${entrance}单元`}${room}${/\d$/.test(room) ? '室' : ''}`
}
