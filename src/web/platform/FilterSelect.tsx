import { Select } from 'antd'

/** A filter of a list: one of some named values, or none. */
export function FilterSelect({
  label,
  names,
  value,
  onChange,
  width,
}: {
  label: string
  /** The values and what they are called, in the order they are offered. */
  names: Readonly<Record<string, string>>
  value: string | undefined
  onChange: (value: string | undefined) => void
  width: number
}) {
  return (
    <Select
      allowClear
      placeholder={label}
      aria-label={label}
      value={value ?? null}
      options={Object.entries(names).map(([key, name]) => ({ value: key, label: name }))}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      style={{ width }}
    />
  )
}
