"""A group in IAM Identity Center, as in examples/quickstart."""
from aws_cdk import App, CfnOutput, RemovalPolicy, Stack
from cdk_org_guard import Group, IdentityStore

app = App()
stack = Stack(app, "Quickstart")

identity_store = IdentityStore.from_identity_store_id(stack, "Directory", "d-1234567890")
admins = Group(
    stack,
    "Admins",
    identity_store=identity_store,
    display_name="admins",
    description="Platform team",
    removal_policy=RemovalPolicy.DESTROY,  # by default cdk destroy would keep the group
)

CfnOutput(stack, "GroupId", value=admins.group_id)
CfnOutput(stack, "Outcome", value=admins.outcome)

app.synth()
