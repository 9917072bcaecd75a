import { historyOf, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';
import { HOUR } from '../../support/times';

const WHY = 'The function asks for @aws-sdk/client-sns';

/** What a function ends with that asks for something which only Lambda has. */
function notInTheImage(): never {
  throw Object.assign(new Error(WHY), { name: 'Sandbox.NotInTheImage' });
}

let functions: ScriptedFunctions;
beforeEach(() => { functions = new ScriptedFunctions(); });

// Such a deployment waited for an hour, and nothing said why.
test('the resource of a function that the sandbox can\'t run as AWS does fails at once, with what can be done, and the function isn\'t called again', async () => {
  functions.script = notInTheImage;
  const begun = functions.time.now();

  const stack = await functions.deploy({ A: thing() });

  expect(functions.time.now() - begun).toBeLessThan(HOUR / 60);
  expect(functions.summary).toEqual(['Create A']);
  const reason = `${WHY}. Put the module into the code of the function, or start the sandbox with --record-only Custom::Thing: `
    + 'then such resources are recorded, and their function isn\'t called.';
  expect(historyOfResource(stack, 'A')).toEqual(['CREATE_IN_PROGRESS', `CREATE_FAILED ${reason}`, 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
});

test('a resource without a type of its own is told to get one', async () => {
  functions.script = notInTheImage;
  const stack = await functions.deploy({ A: { ...thing(), Type: 'AWS::CloudFormation::CustomResource' } });
  expect(historyOfResource(stack, 'A')[1]).toBe(`CREATE_FAILED ${WHY}. Put the module into the code of the function, or give the resource a type of its own (Custom::…), `
    + 'which --record-only of the sandbox records without calling the function.');
});

test('a Delete for which the function can\'t run fails: what it has made before is still there', async () => {
  await functions.deploy({ A: thing() });
  functions.script = notInTheImage;
  const stack = await functions.destroy();
  expect(stack.status).toBe('DELETE_FAILED');
  expect(historyOf(stack).at(-1)).toBe('Stack DELETE_FAILED The following resource(s) failed to delete: [A].');
});
