import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio, Select } from 'antd'
import type { WindowHome } from '#contract/transfers.ts'
import { coOwnerships } from '#domain/registrations/states.ts'
import { type CoOwnership, readShare } from '#domain/registrations/transfer/shares.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { areSharesWhole, type BuyerValues, onRecord } from './buyers.ts'
import { registrationWords } from './messages.ts'
import { windowWords } from './window-messages.ts'

/** Who takes the home, how they own it together, and with which shares. */
export function BuyerFields({ home }: { home: WindowHome }) {
  const text = useText(windowWords)
  const words = useText(registrationWords)
  const form = Form.useFormInstance()
  const coOwnership = Form.useWatch<CoOwnership | undefined>('coOwnership')
  const known = onRecord(home)
  const usual = home.coOwnership ?? (known.length > 1 ? 'joint' : 'sole')
  const areWhole = () =>
    areSharesWhole(form.getFieldValue('buyers') as BuyerValues[], form.getFieldValue('coOwnership') as CoOwnership) // the form's own fields
      ? Promise.resolve()
      : Promise.reject(new Error(text.sharesWrong))
  return (
    <>
      <Form.Item
        name="coOwnership"
        label={text.coOwnership}
        initialValue={usual}
        dependencies={['buyers']}
        rules={[{ validator: areWhole }]}
      >
        <Radio.Group options={coOwnerships.map((value) => ({ value, label: words.coOwned[value] }))} />
      </Form.Item>
      <Form.List name="buyers" initialValue={known.length > 0 ? known : [{}]}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, place) => (
              <fieldset key={key} className="buyer">
                <legend>{text.buyerNo(count(place + 1))}</legend>
                <OneBuyer home={home} place={name} hasShare={coOwnership === 'by_share'} />
                {fields.length > 1 && (
                  <Button size="small" type="link" danger onClick={() => remove(name)}>
                    {text.remove}
                  </Button>
                )}
              </fieldset>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({})} style={{ marginBottom: 16 }}>
              {text.addBuyer}
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item name="difference" label={text.difference}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

function OneBuyer({ home, place, hasShare }: { home: WindowHome; place: number; hasShare: boolean }) {
  const text = useText(windowWords)
  const form = Form.useFormInstance()
  const ownerNo = Form.useWatch<number | undefined>(['buyers', place, 'ownerNo'], { form, preserve: true }) // of those on record nothing is typed
  const owner = home.owners.find((one) => one.ownerNo === ownerNo)
  return (
    <div className="buyer-fields">
      {owner ? (
        <>
          <Form.Item name={[place, 'ownerNo']} hidden>
            <Input />
          </Form.Item>
          <span>{text.onRecord(owner.name, owner.idMasked ?? '')}</span>
        </>
      ) : (
        <TypedBuyer place={place} />
      )}
      {hasShare && (
        <Form.Item
          name={[place, 'share']}
          label={text.share}
          rules={[
            { required: true },
            {
              validator: (_, share: string) =>
                readShare(share ?? '') ? Promise.resolve() : Promise.reject(new Error(text.shareWrong)),
            },
          ]}
        >
          <Input maxLength={20} />
        </Form.Item>
      )}
    </div>
  )
}

function TypedBuyer({ place }: { place: number }) {
  const text = useText(windowWords)
  return (
    <>
      <Form.Item name={[place, 'name']} label={text.name} rules={[{ required: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[place, 'idKind']} label={text.idKind} initialValue="identity_card">
        <Select options={Object.entries(text.idKinds).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name={[place, 'idNumber']} label={text.idNumber} rules={[{ required: true }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[place, 'phone']} label={text.phone}>
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
    </>
  )
}
