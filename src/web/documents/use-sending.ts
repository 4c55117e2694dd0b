import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useText } from '../platform/text.ts'
import { documentPageWords } from './messages.ts'

/** Sends something and says what came of it; what is refused leaves the form as it is. */
export function useSending(onDone: () => void) {
  const text = useText(documentPageWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [isSending, setSending] = useState(false)
  async function send(sending: () => Promise<void>): Promise<void> {
    setSending(true)
    try {
      await sending()
      await queries.invalidateQueries()
      message.success(text.sent)
      onDone()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setSending(false)
    }
  }
  return { isSending, send }
}
