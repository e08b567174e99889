#!/usr/bin/env bash
# Starts PostgreSQL, the Stripe sandbox, the mail catcher and the API, and prints where they are; Ctrl-C stops them.
# ./run.sh --demo also fills them with a year of history.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=deploy/prerequisites.sh
source deploy/prerequisites.sh

host=src/ClientForge.Billing.DevHost/bin/Release/net10.0/ClientForge.Billing.DevHost.dll
built=artifacts/built

# Asking the build whether anything changed takes longer than starting everything.
is_built() {
  [ -f "$host" ] && [ -f "$built" ] &&
    [ -z "$(find src db Directory.Build.props \( -name bin -o -name obj \) -prune -o -newer "$built" -print -quit)" ]
}

ensure_postgresql
if ! is_built; then
  echo 'Building ...'
  dotnet build src/ClientForge.Billing.DevHost --configuration Release --nologo --verbosity quiet
  mkdir -p "${built%/*}"
  touch "$built"
fi
exec dotnet "$host" "$@"
