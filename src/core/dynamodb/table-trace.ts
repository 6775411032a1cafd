/** What happens in a run of the table service: requests, one after the other, and what each came to. */
import type { Trace } from "../kernel/index.ts";
import type { DynamoDbErrorCode } from "./service-error.ts";

/** Plain JSON, as requests and responses travel. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One event. Requests are numbered from 1. */
export type TableEvent =
  | { readonly kind: "table-service-opened"; readonly throttles: boolean }
  | {
      readonly kind: "request-answered";
      readonly request: number;
      readonly operation: string;
      readonly body: { readonly [name: string]: Json };
      readonly response: { readonly [name: string]: Json };
    }
  | {
      readonly kind: "request-refused";
      readonly request: number;
      readonly operation: string;
      readonly body: { readonly [name: string]: Json };
      readonly code: DynamoDbErrorCode;
      readonly message: string;
      /** What the error carries beside its text. */
      readonly details: { readonly [name: string]: Json };
    };

/** All of them, in the order in which they happened. */
export type TableTrace = Trace<TableEvent>;
