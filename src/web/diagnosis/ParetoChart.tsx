import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useContext, useEffect, useRef } from 'react'
import { percent } from '#domain/reports/figures.ts'
import { useDarkness } from '../platform/Appearance.tsx'
import { count } from '../platform/format.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import type { ParetoRow } from './pareto.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

type ParetoChartProps = { rows: ParetoRow[]; onChoose: (requirement: string) => void }

/** Homes held up by each requirement, the running share, and what solving just that one would free. */
export function ParetoChart({ rows, onChoose }: ParetoChartProps) {
  const text = useText(diagnosisWords)
  const { language } = useContext(LanguageContext)
  const { isDark } = useDarkness()
  const place = useRef<HTMLDivElement>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'svg' })
    chart.setOption(optionOf(rows, text, language === 'en', place.current.clientWidth < 560))
    chart.on('click', ({ dataIndex }) => {
      const row = rows[dataIndex]
      if (row) choose.current(row.requirement)
    })
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [rows, isDark, text, language])
  return <div ref={place} style={{ height: 90 + rows.length * 34 }} role="img" aria-label={text.pareto} />
}

type Text = (typeof diagnosisWords)['zh']

function optionOf(rows: ParetoRow[], text: Text, isEnglish: boolean, isNarrow: boolean) {
  const bars = (name: string, key: 'missing' | 'unknown', decal: boolean) => ({
    name,
    type: 'bar' as const,
    stack: 'blocked',
    barMaxWidth: 14,
    cursor: 'pointer',
    itemStyle: decal ? { opacity: 0.55, borderColor: '#0b5cad', borderType: 'dashed' as const } : {},
    data: rows.map((row) => row[key]),
  })
  const width = isNarrow ? 96 : 200
  return {
    backgroundColor: 'transparent',
    color: ['#0b5cad', '#8fb4d9', '#1f7a3f', '#b06a00'],
    grid: { left: 8, right: 20, top: isNarrow ? 56 : 36, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0 },
    tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: rows.map(({ title, titleEn }) => (isEnglish ? (titleEn ?? title) : title)),
      axisLabel: { width, overflow: 'truncate' as const, fontSize: 13 },
    },
    xAxis: [
      { type: 'value' as const, splitNumber: isNarrow ? 2 : 5 },
      {
        type: 'value' as const,
        min: 0,
        max: 1,
        splitNumber: isNarrow ? 2 : 5,
        splitLine: { show: false },
        axisLabel: { formatter: (share: number) => `${Math.round(share * 100)}%` },
      },
    ],
    series: [
      { ...bars(text.missingHomes, 'missing', false), tooltip: { valueFormatter: homes } },
      { ...bars(text.unknownHomes, 'unknown', true), tooltip: { valueFormatter: homes } },
      {
        name: text.aloneHomes,
        type: 'bar' as const,
        barMaxWidth: 8,
        cursor: 'pointer',
        data: rows.map(({ alone }) => alone),
        tooltip: { valueFormatter: homes },
      },
      {
        name: text.cumulative,
        type: 'line' as const,
        xAxisIndex: 1,
        symbolSize: 6,
        lineStyle: { type: 'dashed' as const },
        data: rows.map(({ cumulative }) => cumulative),
        tooltip: { valueFormatter: (share: unknown) => percent(Number(share)) },
      },
    ],
  }
}

const homes = (value: unknown) => count(Number(value))
