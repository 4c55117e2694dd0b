import { Link } from '@tanstack/react-router'
import { Card, Space, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Application } from '#contract/registrations.ts'
import { yuan } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { unitWords } from '../units/messages.ts'
import { applicationWords } from './application-messages.ts'
import { registrationWords } from './messages.ts'

/** Who applies for what, on which contract, and what it came to. */
export function ApplicationFacts({ application }: { application: Application }) {
  const text = useText(applicationWords)
  const words = useText(registrationWords)
  const applicantKinds: Readonly<Record<string, string>> = words.applicantKinds
  const { countyCode: county, coOwnership, contractBasis } = application
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.estate, application.estateName],
    [text.applicant, applicantKinds[application.applicantKind] ?? application.applicantKind],
    [text.applicantBasis, application.applicantBasis],
    [text.organisation, application.organisation],
    [words.submittedOn, `${application.submittedOn} ${application.submitterName}`],
    [text.acceptor, application.acceptedOn && `${application.acceptedOn} ${application.acceptorName ?? ''}`],
    [text.enterer, application.enteredOn && `${application.enteredOn} ${application.entererName ?? ''}`],
    [words.certificateNo, application.certificateNo],
    [text.certificatePaper, application.certificatePaper],
    [text.certifiedOn, application.certifiedOn],
    [text.deliveredOn, application.deliveredOn],
    [text.remark, application.remark],
    [text.told, application.missing.length > 0 ? application.missing.join('、') : null],
    [words.states[application.state], application.endReason && text.ended(application.endReason)],
  ]
  const contract: readonly (readonly [string, ReactNode])[] = [
    [text.contractNo, application.contractNo],
    [text.contractOn, application.contractOn],
    [text.price, application.priceFen === null ? null : yuan(application.priceFen)],
    [text.invoiceNo, application.invoiceNo],
    [text.contract, contractBasis && text.contractBases[contractBasis]],
    [text.coOwnership, coOwnership && words.coOwned[coOwnership]],
  ]
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      {application.parties.length > 0 && (
        <Card size="small" title={text.parties}>
          <Parties application={application} />
        </Card>
      )}
      <Card
        size="small"
        title={text.about}
        extra={
          application.unitId && (
            <Link to="/counties/$county/units/$unit" params={{ county, unit: application.unitId }}>
              {text.toHome}
            </Link>
          )
        }
      >
        <Facts facts={facts} />
      </Card>
      {contract.some(([, value]) => value) && (
        <Card size="small" title={text.contract}>
          <Facts facts={contract} />
        </Card>
      )}
    </Space>
  )
}

function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Parties({ application: { parties } }: { application: Application }) {
  const text = useText(applicationWords)
  const units = useText(unitWords)
  const idKinds: Readonly<Record<string, string>> = units.idKind
  return (
    <ul className="party-list">
      {parties.map(({ partyNo, role, name, idKind, idMasked, phoneMasked, shareParts, shareWhole, basis }) => (
        <li key={partyNo}>
          <Tag>{text.roles[role]}</Tag>
          <strong>{name}</strong>
          {idMasked && (
            <span className="tabular">
              {idKind ? `${idKinds[idKind] ?? ''} ` : ''}
              {idMasked}
            </span>
          )}
          {phoneMasked && <span className="tabular">{phoneMasked}</span>}
          {shareParts !== null && <span>{text.share(`${shareParts}/${shareWhole}`)}</span>}
          {basis && <span className="application-note">{text.basis(basis)}</span>}
        </li>
      ))}
    </ul>
  )
}
