import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Spin, theme } from 'antd'
import { useContext } from 'react'
import type { PublicDocument } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { endpointQuery, ProblemError } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { documentWords, publicCheckWords } from './messages.ts'
import './documents.css'

/** What whoever holds the paper learns of it, without an account: genuine or withdrawn, kind, number, day, issuer. */
export function PublicCheckPage() {
  const { code } = useParams({ from: '/d/$code' })
  const text = useText(publicCheckWords)
  const product = useText(platformWords)
  const { language, setLanguage } = useContext(LanguageContext)
  const check = useQuery({ ...endpointQuery(documentsEndpoints.checkDocument, { params: { code } }), retry: false })
  return (
    <main className="check-page">
      <Card style={{ width: 'min(460px, 100%)' }}>
        <h1 style={{ margin: '0 0 4px', fontSize: 22 }}>{text.title}</h1>
        <p style={{ opacity: 0.75, marginTop: 0 }}>
          {product.product} · {product.subtitle}
        </p>
        {check.isPending && <Spin description={text.checking} style={{ display: 'block', margin: 40 }} />}
        {check.data && <Found document={check.data} />}
        {check.isError && <NotFound error={check.error} />}
        <Button
          type="link"
          size="small"
          style={{ marginTop: 12, padding: 0 }}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {product.otherLanguage}
        </Button>
      </Card>
    </main>
  )
}

function Found({ document: { standing, kind, number, issuedOn, issuer } }: { document: PublicDocument }) {
  const text = useText(publicCheckWords)
  const words = useText(documentWords)
  const { token } = theme.useToken()
  const isGenuine = standing === 'genuine'
  const colour = isGenuine ? token.colorSuccess : token.colorError
  return (
    <>
      <div className="check-mark" style={{ color: colour }} role="status">
        {isGenuine ? <CheckCircleFilled /> : <CloseCircleFilled />}
        {text[standing]}
      </div>
      <p>{isGenuine ? text.genuineNote : text.withdrawnNote}</p>
      <dl className="document-facts">
        <dt>{text.kind}</dt>
        <dd>{words.kinds[kind]}</dd>
        <dt>{text.number}</dt>
        <dd>{number}</dd>
        <dt>{text.issuedOn}</dt>
        <dd>{issuedOn}</dd>
        <dt>{text.issuer}</dt>
        <dd>{issuer}</dd>
      </dl>
    </>
  )
}

function NotFound({ error }: { error: Error }) {
  const text = useText(publicCheckWords)
  const status = error instanceof ProblemError ? error.status : 0
  if (status === 429) return <Alert type="warning" showIcon message={text.tooMany} />
  if (status !== 404) return <Alert type="warning" showIcon message={text.failed} />
  return (
    <>
      <div className="check-mark" role="status">
        <QuestionCircleFilled />
        {text.unknown}
      </div>
      <p>{text.unknownNote}</p>
    </>
  )
}
