"""Makes calls to the Identity Store with boto3: a JSON call on each line in, a JSON answer on each line out."""

import json
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError


def make(client, operation, input, pageSize=None):
    method = xform_name(operation)
    if pageSize is not None:
        pages = client.get_paginator(method).paginate(**input, PaginationConfig={"PageSize": pageSize})
        return pages.build_full_result()
    output = getattr(client, method)(**input)
    return {member: value for member, value in output.items() if member != "ResponseMetadata"}


def answer(client, call):
    try:
        return {"kind": "OUTPUT", "output": make(client, **call)}
    except ClientError as error:
        details = {member: value for member, value in error.response.items() if member not in ("Error", "ResponseMetadata")}
        # The class that boto3 has chosen is ClientError itself where it didn't recognise the exception.
        return {"kind": "ERROR", "code": type(error).__name__, "message": error.response["Error"]["Message"], "details": details}
    # Also what boto3 says of its own, for example that it can't read the answer.
    except Exception as error:
        return {"kind": "ERROR", "code": type(error).__name__, "message": str(error)}


def main():
    client = boto3.client("identitystore", config=Config(connect_timeout=20, read_timeout=20))
    for line in sys.stdin:
        print(json.dumps(answer(client, json.loads(line)), default=lambda value: value.isoformat()), flush=True)


main()
