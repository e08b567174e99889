#!/usr/bin/env bash
# Long campaigns against the whole product: ./simulate.sh [NAME [SEED [COUNT]]] runs those whose full name contains NAME.
# A seed always plays the same run; COUNT is how often, or how large, as the campaign says.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=deploy/prerequisites.sh
source deploy/prerequisites.sh

ensure_postgresql
ensure_fallback_fonts || echo 'Invoices show no Chinese, Japanese or Korean letters until then.' >&2
dotnet build tests/ClientForge.Billing.Simulation --configuration Release --nologo --verbosity quiet
export SIMULATION_SEED=${2:-1}
[ -n "${3:-}" ] && export SIMULATION_COUNT=$3
exec tests/ClientForge.Billing.Simulation/bin/Release/net10.0/ClientForge.Billing.Simulation -noColor -method "*${1:-}*"
