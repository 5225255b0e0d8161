"""Reads a request of OTLP with OpenTelemetry's own definitions, and prints it as JSON: otlp.py < BODY."""

import sys

from google.protobuf.json_format import MessageToJson
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

body = sys.stdin.buffer.read()
request = ExportLogsServiceRequest.FromString(body)
# The definitions would write the very same bytes: there is no field that they do not know.
request.DiscardUnknownFields()
assert request.SerializeToString(deterministic=True) == body
print(MessageToJson(request, ensure_ascii=False))
