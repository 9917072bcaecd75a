/** What becomes of a property of a resource. */
export type Treatment = { readonly longest?: number; readonly least?: number } & (
  /** It has the effect that it has in AWS. Of one with members, each has a treatment of its own. */
  | { readonly kind: 'EMULATED'; readonly members?: PropertyTreatments }
  /** It has no effect but that it is there. */
  | { readonly kind: 'RECORDED'; readonly remark: string; readonly isToldOnEvents: boolean }
  /** A resource that has it is refused by name. */
  | { readonly kind: 'REFUSED' }
);

/** By the name of the property. One that isn't there is one that CloudFormation doesn't know either. */
export type PropertyTreatments = Readonly<Record<string, Treatment>>;

export const EMULATED: Treatment = { kind: 'EMULATED' };
export const REFUSED: Treatment = { kind: 'REFUSED' };

/** Emulated, with its members. */
export function members(treatments: PropertyTreatments): Treatment {
  return { kind: 'EMULATED', members: treatments };
}

/** A text of so many characters at most. */
export function upTo(longest: number, treatment: Treatment = EMULATED): Treatment {
  return { ...treatment, longest };
}

/** A number that is no less. */
export function from(least: number, treatment: Treatment = EMULATED): Treatment {
  return { ...treatment, least };
}

/** @param remark what is different from AWS; the event of the resource says it, too */
export function recorded(remark: string): Treatment {
  return { kind: 'RECORDED', remark, isToldOnEvents: true };
}

/** Recorded, too, where no deployment and no call to a function could tell the difference. */
export function kept(remark: string): Treatment {
  return { kind: 'RECORDED', remark, isToldOnEvents: false };
}

export const DESCRIPTION = kept('it only describes the resource');
export const TAGS = kept('nothing asks for the tags of the resource');
