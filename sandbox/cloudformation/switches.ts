/**
 * What of CloudFormation's behaviour isn't documented or differs from time to time. A library has to be right either way,
 * so tests run both.
 */
export interface Switches {
  /** With which id the Update of a rollback reaches a resource that the failed update had replaced. */
  readonly rollbackPhysicalId: 'NEW' | 'OLD';
  /** Whether the signed URL for an answer tells when it was made. */
  readonly datedAnswerUrl: boolean;
}

export const DEFAULT_SWITCHES: Switches = { rollbackPhysicalId: 'NEW', datedAnswerUrl: true };
