"""Sends the event of `event.json` with Segment's own client: segment_track.py EVENT URL."""

import datetime
import json
import sys

import segment.analytics

event = json.load(open(sys.argv[1], encoding="utf-8"))
client = segment.analytics.Client("key", host=sys.argv[2], gzip=True, max_retries=0)
client.track(
    event=event["name"],
    message_id=event["id"],
    timestamp=datetime.datetime.fromtimestamp(event["issued"] / 1000, datetime.timezone.utc),
    user_id=event["userId"],
    anonymous_id=event["anonymousId"],
    properties=event["properties"] | event["measurements"],
    context=event["context"],
    integrations={"All": True},
)
client.flush()
client.shutdown()
