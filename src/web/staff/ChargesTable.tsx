import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Empty, Input, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Charge, Responsibility } from '#contract/responsibility.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import type { OnDo } from './responsibility-acts.ts'
import { isHeld, peopleById } from './responsibility-data.ts'
import { responsibilityWords } from './responsibility-messages.ts'

/** 包联: who looks after which area, estate, building or floor, from when until when. */
export function ChargesTable({ responsibility, onDo }: { responsibility: Responsibility; onDo: OnDo }) {
  const text = useText(responsibilityWords)
  const words = useText(platformWords)
  const [search, setSearch] = useState('')
  const [withFormer, setWithFormer] = useState(false)
  const people = peopleById(responsibility)
  const units = new Map(responsibility.units.map(({ id, name }) => [id, name]))
  const rows = responsibility.charges.filter(
    (charge) =>
      (withFormer || isHeld(charge)) && `${charge.place} ${people.get(charge.personId)?.name}`.includes(search.trim()),
  )
  return (
    <>
      <Space wrap style={{ marginBottom: 12 }} className="no-print">
        <Input.Search
          allowClear
          placeholder={`${text.place} / ${text.person}`}
          aria-label={`${text.place} / ${text.person}`}
          onChange={({ target }) => setSearch(target.value)}
          style={{ width: 260 }}
        />
        <Checkbox checked={withFormer} onChange={({ target }) => setWithFormer(target.checked)}>
          {text.showFormer}
        </Checkbox>
      </Space>
      <Table<Charge>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 760 }}
        dataSource={rows}
        locale={{
          emptyText: <Empty description={responsibility.charges.length === 0 && onDo ? text.noCharges : words.empty} />,
        }}
        columns={[
          { title: text.scopeName, width: 130, render: (_, { scope }) => <Tag>{text.scope[scope]}</Tag> },
          {
            title: text.place,
            render: (_, charge) => <PlaceLink charge={charge} county={responsibility.countyCode} />,
          },
          { title: text.person, width: 140, render: (_, { personId }) => people.get(personId)?.name },
          {
            title: text.belongs,
            render: (_, { personId }) => units.get(people.get(personId)?.organisationId ?? '') ?? '—',
          },
          {
            title: text.period,
            width: 220,
            render: (_, { from, until }) => (until === null ? text.since(from) : text.span(from, until)),
          },
          ...(onDo
            ? [
                {
                  title: '',
                  width: 90,
                  className: 'no-print',
                  render: (_: unknown, charge: Charge) =>
                    isHeld(charge) && (
                      <Button size="small" onClick={() => onDo({ act: 'endCharge', charge })}>
                        {text.endCharge}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

function PlaceLink({ charge: { estateId, buildingId, place }, county }: { charge: Charge; county: string }) {
  if (estateId === null) return place
  return (
    <Link
      to="/counties/$county/estates/$estate"
      params={{ county, estate: estateId }}
      search={buildingId === null ? {} : { building: buildingId }}
    >
      {place}
    </Link>
  )
}
