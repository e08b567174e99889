#!/usr/bin/env bash
# Starts PostgreSQL, the Stripe sandbox, the mail catcher and the API, and prints where they are; Ctrl-C stops them.
# ./run.sh --demo also fills them with a year of history.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=deploy/prerequisites.sh
source deploy/prerequisites.sh

host=src/ClientForge.Billing.DevHost/bin/Release/net10.0/ClientForge.Billing.DevHost.dll

ensure_postgresql
ensure_fallback_fonts || echo 'Invoices show no Chinese, Japanese or Korean letters until then.' >&2
if ! is_built "$host"; then
  echo 'Building ...'
  dotnet build src/ClientForge.Billing.DevHost --configuration Release --nologo --verbosity quiet
  mark_built
fi
exec dotnet "$host" "$@"
