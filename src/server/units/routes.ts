import { buildingTableEndpoints } from '#contract/building-table.ts'
import { unitsEndpoints } from '#contract/units.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { getUnit, openPersonalData, pageOfUnits, recordObstacle, recordTransfer } from './actions.ts'
import { getBuildingTable } from './building-table.ts'
import { exportUnits } from './export.ts'
import { recordObstacles } from './obstacles.ts'

export function unitsRoutes(house: House): void {
  const { db, secrets } = house
  serve(house, unitsEndpoints.listUnits, ({ body, actor }) => pageOfUnits(db, secrets, actor, body))
  serve(house, unitsEndpoints.exportUnits, ({ params, body, actor, reply }) =>
    exportUnits(house, actor, params.region, body, reply),
  )
  serve(house, unitsEndpoints.getUnit, ({ params, actor }) => getUnit(db, actor, params.county, params.unit))
  serve(house, unitsEndpoints.recordTransfer, ({ params, body, actor }) =>
    recordTransfer(db, actor, params.county, params.unit, body),
  )
  serve(house, unitsEndpoints.recordObstacle, ({ params, body, actor }) =>
    recordObstacle(db, actor, params.county, params.unit, body),
  )
  serve(house, buildingTableEndpoints.buildingTable, ({ params, query, actor }) =>
    getBuildingTable(db, actor, params.county, params.building, query.asOf),
  )
  serve(house, buildingTableEndpoints.recordObstacles, ({ params, body, actor }) =>
    recordObstacles(db, actor, params.county, body),
  )
  serve(house, unitsEndpoints.openPersonalData, ({ params, body, actor }) =>
    openPersonalData(db, secrets, actor, {
      countyCode: params.county,
      unitId: params.unit,
      ownerNo: params.ownerNo,
      reason: body.reason,
    }),
  )
}
