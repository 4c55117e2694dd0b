import type { EChartsCoreOption } from 'echarts/core'
import { type ECharts, init } from 'echarts/core'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useDarkness } from './Appearance.tsx'
import { usePrinting } from './printing.ts'

/** Width of the text area of an A3 sheet laid crosswise with margins of 1 cm, in CSS pixels. */
const sheetWidth = 1500

type Drawn = { width: number; isPrinting: boolean; isDark: boolean }
type ChartSettings = {
  /** What to draw for a place this wide, on a bright or dark screen or on paper. */
  option: (drawn: Drawn) => EChartsCoreOption
  onChoose?: (item: { seriesIndex: number; dataIndex: number }) => void
  /** How wide it stands on paper, where that is not a whole sheet of A3. */
  paperWidth?: number
}

/**
 * Draws a chart: on one canvas on the screen, as lines and letters on paper, where it is bright, as wide as the sheet
 * and sharp. A new `option` draws it again, so callers keep it until something it shows changes.
 */
export function useChart({
  option,
  onChoose,
  paperWidth = sheetWidth,
}: ChartSettings): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  const isPrinting = usePrinting()
  const { isDark } = useDarkness()
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    const drawn = (): Drawn => ({
      width: isPrinting ? paperWidth : element.clientWidth,
      isPrinting,
      isDark: isDark && !isPrinting,
    })
    const chart = isPrinting ? onPaper(element, paperWidth) : onScreen(element, isDark)
    chart.setOption(option(drawn()))
    chart.on('click', ({ seriesIndex = 0, dataIndex }) => choose.current?.({ seriesIndex, dataIndex }))
    const resize = new ResizeObserver(() => {
      if (element.clientWidth === chart.getWidth() && element.clientHeight === chart.getHeight()) return
      chart.resize()
      chart.setOption(option(drawn()), { notMerge: true })
    })
    if (!isPrinting) resize.observe(element)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [option, isPrinting, isDark, paperWidth])
  return place
}

/** The sheet is laid out only after the chart is drawn: its size is told, not measured. */
const onPaper = (element: HTMLElement, width: number): ECharts =>
  init(element, undefined, { renderer: 'svg', width, height: element.clientHeight })

/** Beyond this height a canvas of double density takes more memory than a phone has. */
const tallest = 6000

const onScreen = (element: HTMLElement, isDark: boolean): ECharts =>
  init(element, isDark ? 'dark' : undefined, {
    renderer: 'canvas',
    ...(element.clientHeight > tallest && { devicePixelRatio: 1 }),
  })
