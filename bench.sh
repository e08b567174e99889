#!/usr/bin/env bash
# Measures, each figure beside its limit or its rival of the same run; writes artifacts/bench.json.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=deploy/prerequisites.sh
source deploy/prerequisites.sh

ensure_postgresql
mkdir -p artifacts
dotnet build tests/ClientForge.Billing.Benchmarks --configuration Release --nologo --verbosity quiet
exec dotnet tests/ClientForge.Billing.Benchmarks/bin/Release/net10.0/ClientForge.Billing.Benchmarks.dll "$@"
