/**
 * What the service refuses, by the name that its API has for it. `code` is the name on the wire (`__type` without its
 * prefix), `message` the service's own text where it is known.
 */
export class DynamoDbError extends Error {
  override readonly name = "DynamoDbError";
  readonly code: DynamoDbErrorCode;
  /** What the response carries beside the message: `CancellationReasons`, or `Item` of a failed condition. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: DynamoDbErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** The names of the API's errors that the simulator gives. */
export type DynamoDbErrorCode =
  | "BackupNotFoundException"
  | "ConditionalCheckFailedException"
  | "ContinuousBackupsUnavailableException"
  | "ExpiredIteratorException"
  | "IdempotentParameterMismatchException"
  | "InternalServerError"
  | "InvalidRestoreTimeException"
  | "ItemCollectionSizeLimitExceededException"
  | "LimitExceededException"
  | "PointInTimeRecoveryUnavailableException"
  | "ProvisionedThroughputExceededException"
  | "ReplicatedWriteConflictException"
  | "RequestLimitExceeded"
  | "ResourceInUseException"
  | "ResourceNotFoundException"
  | "SerializationException"
  | "TableAlreadyExistsException"
  | "TableNotFoundException"
  | "ThrottlingException"
  | "TransactionCanceledException"
  | "TransactionConflictException"
  | "TransactionInProgressException"
  | "TrimmedDataAccessException"
  | "UnknownOperationException"
  | "ValidationException";

/** The refusal that most refusals are: what was asked makes no sense, or is beyond a limit. */
export function validationError(message: string): DynamoDbError {
  return new DynamoDbError("ValidationException", message);
}
