/** Number of a receipt 收据号 of a county's own yearly run: 收（2022）方山县第0000001号. */
export const receiptNumber = (placeName: string, year: number, no: number): string =>
  `收（${year}）${placeName}第${String(no).padStart(7, '0')}号`
