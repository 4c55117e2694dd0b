import { describe, expect, test } from 'vitest'
import { titleLines, widthOf } from './title-lines.ts'

const titles = [
  '关于限期办结明湖小区不动产首次登记遗留问题的通知',
  '关于印发《示例县城镇居民住宅不动产权证清零行动责任清单》的通知',
  '关于2022年9月份全县住宅不动产权证清零行动进展情况的通报',
  '关于对示例县自然资源局未按时办结土地手续问题进行约谈的通知书',
  '关于进一步加快办理示例县明湖小区、湖东小区、示例家园等三十八个城镇居民住宅小区不动产首次登记和转移登记历史遗留问题的通知',
]

describe('The lines of a title', () => {
  test('are one where it fits', () => {
    expect(titleLines('限时办结通知书', 20)).toEqual(['限时办结通知书'])
    expect(titleLines('', 20)).toEqual([''])
  })

  test.each(titles)('of %s hold all of it, none longer than a line', (title) => {
    const lines = titleLines(title, 20)

    expect(lines.join('')).toBe(title)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(20)
  })

  test.each(titles)('of %s begin and end where the sense allows', (title) => {
    const lines = titleLines(title, 20)

    for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。、；：？！）》」』】〕”’的了和与及等之]/)
    for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《「『【〔“‘]$|关于$/)
  })

  test.each(titles)('of %s tear no number and no word of the trade', (title) => {
    const lines = titleLines(title, 20)

    for (const word of ['2022年', '9月', '清零行动', '不动产权证', '首次登记', '通知书'].filter((each) =>
      title.includes(each),
    ))
      expect(lines.some((line) => line.includes(word))).toBe(true)
  })

  test('are of unlike length: a trapezoid, no box', () => {
    const [first = '', second = ''] = titleLines(titles[0] ?? '', 20)

    expect(Math.abs(widthOf(first) - widthOf(second))).toBeGreaterThanOrEqual(2)
  })

  test('of a name without end are filled one after the other', () => {
    const name = '示例县城镇居民住宅不动产登记'.repeat(30)
    const lines = titleLines(name, 18)

    expect(lines.join('')).toBe(name)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(18)
  })
})
