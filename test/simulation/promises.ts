/** A piece of the library's source, and what stood in its place before. */
export interface Replacement {
  readonly file: string;
  readonly is: string;
  readonly was: string;
}

/** A promise that was broken once, and how it is held since. */
export interface Promised {
  /** What happened, in a few words. */
  readonly fault: string;
  /** The file of the test that holds the right value, and what its title begins with. */
  readonly test: string;
  readonly title: string;
  /** By which act, fault or limit the simulation meets it. */
  readonly met: string;
  /** What takes the mending back, and in which run which invariant notices that; nothing if no function has a part in it. */
  readonly reversion?: Reversion;
}

export interface Reversion {
  readonly replacements: readonly Replacement[];
  readonly invariant: string;
  readonly seed: number;
}

const SHARED_LOOKS: readonly Replacement[] = [
  { file: 'lambda/guard/deletion-look.ts', is: 'if (this.final && serves({ readAt: this.confirmed }, asker)) return done(this.final.stack);', was: '' },
  { file: 'lambda/guard/deletion-look.ts', is: 'if (this.final && asker.signed !== undefined && this.isOfFinal(stack)) return this.final.resources;', was: '' },
  { file: 'lib/functions/guard-lambda.ts', is: 'Duration.seconds(Math.min(serviceTimeoutSeconds - LATENESS_SECONDS, LONGEST_TIMEOUT_SECONDS))', was: 'Duration.seconds(60)' },
];

/** What was broken by trying hard, by its number in the list of faults. */
export const PROMISES: readonly Promised[] = [
  {
    fault: 'a removed membership stayed, since its function never got its turn at CloudFormation',
    test: 'test/lambda/identity-store/large-stack.test.ts',
    title: 'is left in the group when all are removed in one update',
    met: 'limit: CloudFormation takes 1 or 5 requests a second of each operation; stacks of up to 60 memberships, up to 1,000 functions at a time',
    reversion: { replacements: SHARED_LOOKS, invariant: 'cleaned up', seed: 1000993 },
  },
  {
    fault: 'a list from before the clean-up said that nobody holds what a renamed construct does',
    test: 'test/lambda/guard/own-stack.test.ts',
    title: 'a list is not remembered for events without a date: the next operation may rename a construct',
    met: 'edit: constructs are renamed, one or all of a stack',
    reversion: {
      replacements: [
        { file: 'lambda/guard/stack-view.ts', is: 'return status.endsWith(\'_CLEANUP_IN_PROGRESS\') ||', was: 'return status !== \'\' ||' },
        { file: 'lambda/guard/deletion-look.ts', is: 'return this.final?.stack.status === status && this.final.stack.began === began;', was: 'return status !== \'\' || began === 0;' },
        { file: 'lambda/guard/deletion-look.ts', is: 'if (this.final && asker.signed !== undefined && this.isOfFinal(stack))', was: 'if (this.final)' },
        { file: 'lambda/guard/deletion-look.ts', is: 'serves({ readAt: this.confirmed }, asker)', was: 'this.final' },
      ],
      invariant: 'destroyed',
      seed: 1000523,
    },
  },
  {
    fault: 'a rollback failed for a value that the failed update had not changed',
    test: 'test/lambda/identity-store/rolling-back.test.ts',
    title: 'fails an update that changes another one, and not its rollback',
    met: 'acts: somebody takes the name or the e-mail address of what a stack has',
    reversion: {
      replacements: [
        { file: 'lambda/guard/decide/rollback.ts', is: 'if (isDenialOrOutage(refused) || isUndoing === false) return refused;', was: 'return refused;' },
        { file: 'lambda/identity-store/decide/entity-update.ts', is: 'if (isAllNeeded || isDenialOrOutage(refused) || isUndoing === false) return refused;', was: 'return refused;' },
      ],
      invariant: 'rolled back',
      seed: 1000391,
    },
  },
  {
    fault: 'a membership was gone after it had moved to another stack as the page said',
    test: 'test/e2e/procedures-moving.e2e.ts',
    title: 'To another stack in three deployments, without a loss at any step: $end',
    met: 'edit: a declaration moves to the other stack. What is right is a procedure, so there is no mending to take back in a function',
  },
  {
    fault: 'what an identity provider had taken over was deleted',
    test: 'test/lambda/identity-store/provider-owned.test.ts',
    title: 'stays when its construct is removed',
    met: 'act: an identity provider takes a user or group over',
    reversion: {
      replacements: [{ file: 'lambda/identity-store/decide/entity-deletion.ts', is: 'live.output.isManagedExternally ? \'KEEP_PROVIDER_OWNED\' : \'DELETE\'', was: '\'DELETE\'' }],
      invariant: 'nothing foreign',
      seed: 1000022,
    },
  },
  {
    fault: 'a group that somebody renamed by hand was taken for that of a renamed construct',
    test: 'test/lambda/identity-store/hand-over.test.ts',
    title: 'a group that somebody gave the name of a new construct by hand',
    met: 'act: somebody renames a group; switch: which template CloudFormation gives during an update',
    reversion: {
      replacements: [{ file: 'lambda/identity-store/decide/adoption.ts', is: 'if (!holder || !staying) return undefined;', was: 'if (holder || !holder) return undefined;' }],
      invariant: 'single owner',
      seed: 1000637,
    },
  },
  {
    fault: 'an address with a look-alike letter proved that somebody is somebody else',
    test: 'test/lambda/identity-store/look-alikes.test.ts',
    title: 'a user with the declared name, whose e-mail address differs in',
    met: 'values: a Kelvin sign and a no-break space in addresses',
    reversion: {
      replacements: [{ file: 'lambda/guard/same-text.ts', is: 'address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());', was: 'address.trim().toLowerCase();' }],
      invariant: 'told truly',
      seed: 1000559,
    },
  },
  {
    fault: 'the account of a leaver became that of a joiner with the same user name',
    test: 'test/lambda/identity-store/hand-over.test.ts',
    title: 'a user without an e-mail address, whose construct goes while another comes with the same user name',
    met: 'edit: another construct comes in the place of one, with the same name',
    reversion: {
      replacements: [{ file: 'lambda/identity-store/decide/user-proof.ts', is: 'return holder ? doubtOfLeaver(', was: 'return holder ? undefined : holder ? doubtOfLeaver(' }],
      invariant: 'told truly',
      seed: 4000168,
    },
  },
  {
    fault: 'permissions followed the account that invites instead of the invited one',
    test: 'test/lambda/organizations/invited-account.test.ts',
    title: 'the id of the invited account is $case',
    met: 'switch: the account that invites is a party of its invitations',
    reversion: {
      replacements: [{
        file: 'lambda/organizations/invited-account.ts', is: 'declared ?? listed.find(({ Type, Id }) => Type === \'ACCOUNT\' && Id !== invitingAccount)', was: 'listed.find(({ Type }) => Type === \'ACCOUNT\')',
      }],
      invariant: 'told truly',
      seed: 1000005,
    },
  },
  {
    fault: 'a nested stack whose root failed canceled its invitations',
    test: 'test/e2e/organizations-nested.e2e.ts',
    title: 'an invitation in a nested stack stays pending when the stack at the top fails, and is reused',
    met: 'an eighth of the runs: everything is in a nested stack, and the stack at the top fails',
    reversion: {
      replacements: [{ file: 'lambda/organizations/decide/invitation-deletion.ts', is: 'if (!isNested) return { kind: \'DELETE\' };', was: 'return { kind: \'DELETE\' };' }],
      invariant: 'nothing foreign',
      seed: 1000216,
    },
  },
  {
    fault: 'what a function had created was taken for somebody else\'s, by a clock with whole seconds or another time',
    test: 'test/lambda/identity-store/clocks.test.ts',
    title: 'leaves a $what to its stack when the answer to its creation was lost',
    met: 'switches: whole seconds, clocks up to 1.5 s apart, answers with and without a date',
    reversion: {
      replacements: [{ file: 'lambda/guard/unanswered.ts', is: 'sent + least - cutOff <= made && made <= returned + most', was: 'sent <= made && made <= returned' }],
      invariant: 'recognised',
      seed: 1000169,
    },
  },
  {
    fault: 'an answer that never ended kept a function past every limit',
    test: 'test/lambda/sdk/client-settings.test.ts',
    title: '$fault ends soon, after one attempt, with an unknown effect',
    met: 'fault: the answer to a call doesn\'t come (what the limit makes of it). The limit itself is about sockets, of which the simulation has none',
  },
  {
    fault: 'an answer of something in between counted as that of the service',
    test: 'test/lambda/sdk/answers-of-others.test.ts',
    title: 'is no answer to $operation',
    met: 'fault: something else answers with status 200, before or instead of the service',
    reversion: {
      replacements: [{ file: 'lambda/sdk/complete.ts', is: 'if (value === undefined || value === \'\') throw', was: 'if (value !== value) throw' }],
      invariant: 'declared state',
      seed: 1000058,
    },
  },
  {
    fault: 'two constructs whose names are only known at deployment both owned one group',
    test: 'test/lambda/identity-store/two-constructs.test.ts',
    title: 'are refused with what is known while the first one\'s create isn\'t answered',
    met: 'values: a quarter of the names is known only at deployment, also those of two groups of one name',
    reversion: {
      replacements: [
        { file: 'lambda/identity-store/decide/adoption.ts', is: 'if (declared.isNamedAtDeployment) return failure(', was: 'if (false) return failure(' },
        { file: 'lambda/identity-store/decide/entity-update.ts', is: 'if (!declared.isNamedAtDeployment || isUndoing) return undefined;', was: 'return undefined;' },
      ],
      invariant: 'single owner',
      seed: 1001044,
    },
  },
  {
    fault: 'a creation that was given up left a user behind, on which the next one failed and left another',
    test: 'test/lambda/identity-store/orphans.test.ts',
    title: 'don\'t grow in number if the service says that the role of the function has made them',
    met: 'another resource fails while something is being created; switch: what `CreatedBy` says',
    reversion: {
      replacements: [{ file: 'lambda/identity-store/decide/orphan-deletion.ts', is: 'return isByRole ? DELETE : KEEP_UNPROVEN;', was: 'return KEEP_UNPROVEN;' }],
      invariant: 'nothing left',
      seed: 1000604,
    },
  },
  {
    fault: 'one more membership showed every resource of the stack as changed',
    test: 'test/e2e/reviewable-diff.e2e.ts',
    title: 'cdk diff shows one membership more in a stack of 288 users, with its policy the first time, and nothing else',
    met: 'a matter of synthesis: no function has a part in it',
  },
  {
    fault: 'an account that is closed was moved and tagged',
    test: 'test/lambda/organizations/out-of-use.test.ts',
    title: 'fails a new declaration of it $what, and nothing is written',
    met: 'acts: an account is closed, suspended, or opened again',
    reversion: {
      replacements: [{ file: 'lambda/organizations/decide/member-state.ts', is: 'OUT_OF_USE.find((each) => each === state)', was: '[\'\'].find((each) => each === state)' }],
      invariant: 'nothing foreign',
      seed: 1000135,
    },
  },
  {
    fault: 'a user that is disabled was adopted without a word',
    test: 'test/lambda/identity-store/user-status.test.ts',
    title: 'a user that is adopted is managed also if it is disabled, and the log says so',
    met: 'act: a user is disabled',
    reversion: {
      replacements: [{ file: 'lambda/identity-store/user.ts', is: 'live?.status ?? \'UNKNOWN\'', was: '\'ENABLED\'' }],
      invariant: 'told truly',
      seed: 1000131,
    },
  },
  {
    fault: 'two names that a person can\'t tell apart were two groups',
    test: 'test/lib/identity-store/look-alikes.test.ts',
    title: 'two groups of a stack whose names nobody can tell apart are refused:',
    met: 'a matter of synthesis; values: a composed and a decomposed letter in names, which the functions keep apart',
  },
  {
    fault: 'a member that one membership gave up and another one took over in the same update was never removed again',
    test: 'test/lambda/identity-store/group-membership-life-cycle.test.ts',
    title: 'belong to the stack also when one construct takes a member that another one has just left',
    met: 'edit: the members of up to 60 memberships move up by one',
    reversion: {
      replacements: [{ file: 'lambda/guard/adoption-look.ts', is: 'formerHolders: formerHoldersIn(resources, asker, question.id)', was: 'formerHolders: []' }],
      invariant: 'stays own',
      seed: 1000775,
    },
  },
  {
    fault: 'a membership that went back to an earlier member forgot the one that it had, which was never removed then',
    test: 'test/lambda/identity-store/group-membership-life-cycle.test.ts',
    title: 'belong to the stack also when a construct goes back to its former member',
    met: 'edit: the members of up to 60 memberships move up by one, and half of them back',
    reversion: {
      replacements: [{ file: 'lambda/identity-store/decide/membership-update.ts', is: '{ ...predecessor, replaces: physicalResourceIdOf(owned) }', was: 'predecessor' }],
      invariant: 'stays own',
      seed: 1000410,
    },
  },
  {
    fault: 'two memberships of one pair that left by a condition kept it for each other',
    test: 'test/lambda/guard/own-stack-waves.test.ts',
    title: 'looks once more for a holder that $what, in a list from before the event',
    met: 'edit: a condition leaves all memberships out, and lets them in again. Two of one pair are refused by the constructs, so no run has them',
  },
  {
    fault: 'a construct that a condition let in took what another new one had just made under the same name',
    test: 'test/lambda/guard/own-stack.test.ts',
    title: '$stays if it has just come, isn\'t in the template, and the asking resource $asker',
    met: 'not by a run: the constructs refuse two of one name unless it is only known at deployment',
  },
  {
    fault: 'an update that was given up left somebody in a group whom its rollback should have taken out',
    test: 'test/lambda/identity-store/orphans.test.ts',
    title: 'in the place of another membership leaves nobody in a group, and what was there stays',
    met: 'edit: memberships get other members, and another resource fails while they are at it',
    reversion: {
      replacements: [{ file: 'lambda/identity-store/group-membership.ts', is: 'if (isUndoing.kind === \'DONE\' && isUndoing.output) await', was: 'if (isUndoing.kind === \'REFUSED\') await' }],
      invariant: 'nothing left',
      seed: 1004081,
    },
  },
];
