/** What a reader can do to the runs of charts, by the names that the scene gives its buttons. */
export const FLEET_CONTROLS = ["double-load", "end-load", "add-reader", "fail-reader"] as const;
export const BLUE_GREEN_CONTROLS = ["stall", "heavy-load", "green-down"] as const;
export const POOL_CONTROLS = ["reader-joins", "instance-fails", "failover"] as const;
export const ACU_CONTROLS = ["spike", "leave", "connect"] as const;

export type ChartControl =
  | (typeof POOL_CONTROLS)[number]
  | (typeof FLEET_CONTROLS)[number]
  | (typeof ACU_CONTROLS)[number]
  | (typeof BLUE_GREEN_CONTROLS)[number];
