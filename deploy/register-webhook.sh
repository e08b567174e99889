#!/bin/sh
# Registers the API's webhook endpoint with the sandbox, unless it is known there.
set -eu
endpoints=$STRIPE_API_BASE/v1/webhook_endpoints
known=$(curl --fail --silent --show-error --user "$STRIPE_SECRET_KEY:" "$endpoints?limit=100")
case $known in
  *"\"$WEBHOOK_URL\""*) ;;
  *)
    curl --fail --silent --show-error --output /dev/null --user "$STRIPE_SECRET_KEY:" "$endpoints" \
      --data-urlencode "url=$WEBHOOK_URL" --data 'enabled_events[]=*'
    ;;
esac
