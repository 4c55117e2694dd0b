import type { PrintedSheet } from '../../documents/sheet.ts'
import { acceptanceReceipt } from './acceptance-receipt.ts'
import { applicationForm } from './application-form.ts'
import { certificateSheet } from './certificate-sheet.ts'
import { deliveryReceipt } from './delivery-receipt.ts'
import type { PrintedApplication } from './facts.ts'
import { interviewRecord } from './interview-record.ts'
import type { ApplicationPrint } from './kinds.ts'
import { missingPapers } from './missing-papers.ts'
import { registerExtract } from './register-extract.ts'

/** What each paper of an application looks like. */
export const applicationSheets: Readonly<Record<ApplicationPrint, (application: PrintedApplication) => PrintedSheet>> =
  {
    application_form: applicationForm,
    acceptance_receipt: acceptanceReceipt,
    missing_papers: missingPapers,
    interview_record: interviewRecord,
    register_extract: registerExtract,
    certificate_sheet: certificateSheet,
    delivery_receipt: deliveryReceipt,
  }
