import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form, Input, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { restrictionsEndpoints } from '#contract/restrictions.ts'
import {
  type RestrictionEffect,
  type RestrictionRule,
  type RestrictionRuleCode,
  restrictionEffects,
  restrictionRules,
} from '#domain/units/restriction-rules.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { restrictionWords } from './messages.ts'

const ruleOf = (code: RestrictionRuleCode): RestrictionRule => restrictionRules[code]

type CountyRule = { rule: RestrictionRuleCode; effect: RestrictionEffect; basis: string; isOverruled: boolean }

/** What restrictions do to registrations in a county: the rules with their sources, and what it decides itself. */
export function RulesDrawer({ county, open, onClose }: { county: string; open: boolean; onClose: () => void }) {
  const text = useText(restrictionWords)
  const maySet = useMay('campaign.set', county)
  const [asked, setAsked] = useState<{ rule: RestrictionRuleCode; isTakingBack: boolean }>()
  const rules = useQuery({
    ...endpointQuery(restrictionsEndpoints.restrictionRules, { params: { county } }),
    enabled: open,
  })
  return (
    <Drawer title={text.rulesTitle} open={open} onClose={onClose} size="min(1100px, 100vw)">
      <Alert type="info" showIcon title={text.rulesNote} style={{ marginBottom: 12 }} />
      <Reading query={rules}>
        {(list) => (
          <Table<CountyRule>
            size="small"
            rowKey="rule"
            pagination={false}
            dataSource={list}
            scroll={{ x: 960 }}
            columns={[
              { title: text.act, width: 84, render: (_, { rule }) => text.actsOf[ruleOf(rule).act] },
              { title: text.kind, width: 150, render: (_, { rule }) => <Kinds rule={rule} /> },
              { title: text.effectTitle, width: 100, render: (_, { effect }) => text.effect[effect] },
              { title: text.ruleWordsTitle, render: (_, { rule }) => text.ruleWords[rule] },
              { title: text.source, width: 220, dataIndex: 'basis' },
              {
                title: text.countys,
                width: 150,
                render: (_, { rule, isOverruled }) => {
                  if (!ruleOf(rule).isOpen) return <span style={{ opacity: 0.65 }}>{text.byLaw}</span>
                  if (!maySet) return isOverruled ? text.countys : text.mayDiffer
                  return (
                    <Space wrap>
                      <Button size="small" onClick={() => setAsked({ rule, isTakingBack: false })}>
                        {text.decide}
                      </Button>
                      {isOverruled && (
                        <Button size="small" type="text" onClick={() => setAsked({ rule, isTakingBack: true })}>
                          {text.takeBack}
                        </Button>
                      )}
                    </Space>
                  )
                },
              },
            ]}
          />
        )}
      </Reading>
      <DecideModal county={county} asked={asked} onClose={() => setAsked(undefined)} />
    </Drawer>
  )
}

function Kinds({ rule }: { rule: RestrictionRuleCode }) {
  const text = useText(restrictionWords)
  const { kinds, debtors } = ruleOf(rule)
  return (
    <>
      {kinds.map((kind) => (
        <Tag key={kind}>{text.kinds[kind]}</Tag>
      ))}
      {debtors.length === 1 && debtors[0] && (
        <div style={{ fontSize: 12, opacity: 0.7 }}>{text.debtors[debtors[0]]}</div>
      )}
    </>
  )
}

type Word = { effect: RestrictionEffect; basis: string }

function DecideModal({
  county,
  asked,
  onClose,
}: {
  county: string
  asked: { rule: RestrictionRuleCode; isTakingBack: boolean } | undefined
  onClose: () => void
}) {
  const text = useText(restrictionWords)
  const queries = useQueryClient()
  async function set({ reason, ...word }: Word & { reason: string }) {
    if (!asked) return
    await call(restrictionsEndpoints.setRestrictionRule, {
      params: { county, rule: asked.rule },
      body: { word: asked.isTakingBack ? null : word, reason },
    })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<Word>
      title={asked?.isTakingBack ? text.takeBack : text.decide}
      open={asked !== undefined}
      onClose={onClose}
      act={set}
      done={text.ruleSet}
    >
      {asked && <p>{text.ruleWords[asked.rule]}</p>}
      {asked && !asked.isTakingBack && (
        <>
          <Form.Item name="effect" label={text.countys} rules={[{ required: true }]}>
            <Select options={restrictionEffects.map((value) => ({ value, label: text.effect[value] }))} />
          </Form.Item>
          <Form.Item name="basis" label={text.basis} rules={[{ required: true, min: 2 }]}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
    </ReasonModal>
  )
}
