/** What is wrong with a table of rates, in the words of the office. */
export function wordsOfFault({ fault, on, storeys }: { fault: string; on?: string; storeys?: number }): string {
  const of = storeys === undefined ? '' : `${storeys} 层的楼：`
  switch (fault) {
    case 'gap':
      return `${of}${on} 起有一段日子没有标准，前后两行要接上`
    case 'overlap':
      return `${of}${on} 这一天有两个标准，前一行要先截止`
    case 'backwards':
      return `${of}截止日期早于开始日期`
    case 'storeys_backwards':
      return '层数上限低于下限'
    default:
      return `${storeys} 层的楼没有标准，层数要接上`
  }
}
