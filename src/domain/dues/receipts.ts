/** Number of a receipt 收据号 of a county's own yearly run: 收（2022）方山县第0000001号. */
export const receiptNumber = (placeName: string, year: number, no: number): string =>
  `收（${year}）${placeName}第${String(no).padStart(7, '0')}号`

/** Whether a number looks like one of a run: such a number is only ever given, never typed, or the run would meet it later. */
export const isOfRun = (receiptNo: string): boolean =>
  /^收[（(]\d{4}[）)].*第\d{7}号/.test(receiptNo.replaceAll(/\s/g, ''))
