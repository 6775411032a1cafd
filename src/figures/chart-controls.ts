/** What a reader can do to the runs of charts, by the names that the scene gives its buttons. */
export const FLEET_CONTROLS = ["double-load", "end-load", "add-reader", "fail-reader"] as const;
export const ACU_CONTROLS = ["spike", "leave", "connect"] as const;

export type ChartControl = (typeof FLEET_CONTROLS)[number] | (typeof ACU_CONTROLS)[number];
