import type { Report } from '#contract/report-rhythm.ts'

type Section = Report['sections'][number]

/** A report as it reads on paper: title, sections, tables. */
export function ReportSections({ report: { title, sections } }: { report: Report }) {
  return (
    <>
      <h2>
        {title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {sections.map((section) => (
        <section key={section.key}>
          <h3>{section.heading}</h3>
          <Words of={section.before} />
          <CountedPart section={section} />
          <Words of={section.after} />
        </section>
      ))}
    </>
  )
}

/** What was counted: its sentences and its table. */
export function CountedPart({ section: { paragraphs, table } }: { section: Section }) {
  return (
    <>
      <Words of={paragraphs} />
      {table && <SectionTable table={table} />}
    </>
  )
}

function Words({ of }: { of: readonly string[] }) {
  return of.map((words) => <p key={words}>{words}</p>)
}

const isNumber = (value: string | number) => typeof value === 'number' || /[%—]$/.test(value)

function SectionTable({ table: { header, rows } }: { table: NonNullable<Section['table']> }) {
  const numeric = header.map((_, at) => rows.some((row) => isNumber(row[at] ?? '')))
  return (
    <div className="report-table">
      <table>
        <thead>
          <tr>
            {header.map((words, at) => (
              <th key={words} className={numeric[at] ? 'number' : ''}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()}>
              {row.map((value, at) => (
                <td key={header[at]} className={numeric[at] ? 'number' : ''}>
                  {typeof value === 'number' ? value.toLocaleString('en-US') : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
