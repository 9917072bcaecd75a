/** The Identity Store of the tests. */
export const STORE = 'd-1234567890';
export const OTHER_STORE = 'd-0987654321';

export const GROUP_ID = '1234567890-a90db493-1a2b-4c3d-8e4f-0123456789ab';
export const USER_ID = '1234567890-b01ec5a4-1a2b-4c3d-8e4f-0123456789ab';
/** What nobody has who is in the Identity Store. */
export const NOBODY = '1234567890-00000000-0000-4000-8000-000000000000';

/** The account of the stacks, which manages the organization. */
export const MANAGEMENT = '123456789012';
/** In no organization, unless a test says so. */
export const PAYMENTS = '111122223333';

/** The bucket for assets that is there from the beginning. */
export const ASSETS = 'cdk-hnb659fds-assets-123456789012-us-east-1';
