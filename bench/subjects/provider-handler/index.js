const store = require('@aws-sdk/client-identitystore');

const client = new store.IdentitystoreClient({});
const ID_NAMES = { User: 'UserId', Group: 'GroupId', GroupMembership: 'MembershipId' };

/** The least that creates and deletes what the library does. */
exports.onEvent = async ({ RequestType, PhysicalResourceId, ResourceProperties: { Entity, Parameters } }) => {
  const idName = ID_NAMES[Entity];
  if (RequestType === 'Create') {
    // CloudFormation makes every value a text.
    const Emails = Parameters.Emails?.map((email) => ({ ...email, Primary: email.Primary === 'true' }));
    const created = await client.send(new store[`Create${Entity}Command`]({ ...Parameters, ...(Emails && { Emails }) }));
    return { PhysicalResourceId: created[idName] };
  }
  if (RequestType === 'Delete') {
    await client.send(new store[`Delete${Entity}Command`]({ IdentityStoreId: Parameters.IdentityStoreId, [idName]: PhysicalResourceId }));
  }
  return { PhysicalResourceId };
};
