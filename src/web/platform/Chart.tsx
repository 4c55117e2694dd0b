import { type EChartsCoreOption, init } from 'echarts/core'
import { useLayoutEffect, useRef } from 'react'
import { useDarkness } from './Appearance.tsx'

type ChartProps = {
  /** Built once for what it shows: a new object draws anew. Its file says which parts of ECharts it uses. */
  option: EChartsCoreOption
  height: number
  label: string
  /** What was clicked: the series and its item. */
  onChoose?: (place: { series: string; index: number }) => void
}

/** A drawing by ECharts, in vectors so that it prints sharp, in the colours of the screen. */
export function Chart({ option, height, label, onChoose }: ChartProps) {
  const { isDark } = useDarkness()
  const place = useRef<HTMLDivElement>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  useLayoutEffect(() => {
    if (!place.current) return
    const chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'svg' })
    chart.setOption({ animation: false, backgroundColor: 'transparent', ...option })
    chart.on('click', ({ seriesId, dataIndex }) => choose.current?.({ series: seriesId ?? '', index: dataIndex }))
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [option, isDark])
  return <div ref={place} style={{ height }} role="img" aria-label={label} />
}
