import { Link } from '@tanstack/react-router'
import { Card, Result, Tag } from 'antd'
import { type ReactNode, useContext } from 'react'
import type { Responsibility } from '#contract/responsibility.ts'
import { responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import { count } from '../platform/format.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { gapsOf } from './responsibility-data.ts'
import { responsibilityWords } from './responsibility-messages.ts'

/** What nobody answers for: posts without a holder, words of the rules without a unit, estates without a charge. */
export function ResponsibilityGaps({ responsibility }: { responsibility: Responsibility }) {
  const text = useText(responsibilityWords)
  const { language } = useContext(LanguageContext)
  const { countyCode: county } = responsibility
  const { headless, orphaned, unfilled, unattended } = gapsOf(responsibility)
  const english: Readonly<Record<string, string>> = responsibleUnitsEn
  if (headless.length + orphaned.length + unfilled.length + unattended.length === 0)
    return <Result status="success" title={text.noGaps} />
  return (
    <div className="gaps">
      <Gap title={text.orphaned} hint={text.orphanedHint} n={orphaned.length}>
        {orphaned.map(({ id, name, openTasks }) => (
          <Link key={id} to="/regions/$region/tasks" params={{ region: county }} search={{ person: id, state: 'open' }}>
            <Tag color="error">
              {name} · {text.nTasks(count(openTasks))}
            </Tag>
          </Link>
        ))}
      </Gap>
      <Gap title={text.noHead} hint={text.noHeadHint} n={headless.length}>
        {headless.map(({ id, name, openTasks }) => (
          <Tag key={id} color="warning">
            {name}
            {openTasks > 0 && ` · ${text.nTasks(count(openTasks))}`}
          </Tag>
        ))}
      </Gap>
      <Gap title={text.unfilled} hint={text.unfilledHint} n={unfilled.length}>
        {unfilled.map(({ unitCode, name }) => (
          <Tag key={unitCode}>{(language === 'en' && english[unitCode]) || name}</Tag>
        ))}
      </Gap>
      <Gap title={text.unattended} n={unattended.length}>
        {unattended.map(({ id, name }) => (
          <Link key={id} to="/counties/$county/estates/$estate" params={{ county, estate: id }} search={{}}>
            <Tag>{name}</Tag>
          </Link>
        ))}
      </Gap>
    </div>
  )
}

function Gap({ title, hint, n, children }: { title: string; hint?: string; n: number; children: ReactNode }) {
  if (n === 0) return null
  return (
    <Card size="small" title={`${title} ${count(n)}`}>
      {hint && <p>{hint}</p>}
      <div className="gap-names">{children}</div>
    </Card>
  )
}
