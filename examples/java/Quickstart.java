import io.github.cdkorgguard.Group;
import io.github.cdkorgguard.IIdentityStore;
import io.github.cdkorgguard.IdentityStore;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;

/** A group in IAM Identity Center, as in examples/quickstart. */
public final class Quickstart {
    public static void main(final String[] arguments) {
        final App app = new App();
        final Stack stack = new Stack(app, "Quickstart");

        final IIdentityStore identityStore = IdentityStore.fromIdentityStoreId(stack, "Directory", "d-1234567890");
        final Group admins = Group.Builder.create(stack, "Admins")
            .identityStore(identityStore)
            .displayName("admins")
            .description("Platform team")
            .removalPolicy(RemovalPolicy.DESTROY) // by default cdk destroy would keep the group
            .build();

        CfnOutput.Builder.create(stack, "GroupId").value(admins.getGroupId()).build();
        CfnOutput.Builder.create(stack, "Outcome").value(admins.getOutcome()).build();

        app.synth();
    }
}
