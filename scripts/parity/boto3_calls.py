"""Makes calls with boto3: a JSON call on each line in, a JSON answer on each line out."""

import json
import sys
from functools import lru_cache

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError


@lru_cache(maxsize=None)
def client_of(service, access_key, secret_key, token):
    return boto3.client(
        service,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        aws_session_token=token,
        config=Config(connect_timeout=20, read_timeout=20),
    )


def make(service, operation, input, credentials=None, pageSize=None):
    keys = credentials or {}
    client = client_of(service, keys.get("AccessKeyId"), keys.get("SecretAccessKey"), keys.get("SessionToken"))
    method = xform_name(operation)
    if pageSize is not None:
        pages = client.get_paginator(method).paginate(**input, PaginationConfig={"PageSize": pageSize})
        return pages.build_full_result()
    output = getattr(client, method)(**input)
    return {member: value for member, value in output.items() if member != "ResponseMetadata"}


def answer(call):
    try:
        return {"kind": "OUTPUT", "output": make(**call)}
    except ClientError as error:
        details = {member: value for member, value in error.response.items() if member not in ("Error", "ResponseMetadata")}
        # The class that boto3 has chosen is ClientError itself where it didn't recognise the exception.
        return {"kind": "ERROR", "code": type(error).__name__, "message": error.response["Error"]["Message"], "details": details}
    # Also what boto3 says of its own, for example that it can't read the answer.
    except Exception as error:
        return {"kind": "ERROR", "code": type(error).__name__, "message": str(error)}


def main():
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), default=lambda value: value.isoformat()), flush=True)


main()
