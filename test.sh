#!/usr/bin/env bash
# Builds with warnings as errors and runs every test; ./test.sh NAME runs those whose full name contains NAME.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 only when all passed and at least one ran.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=deploy/prerequisites.sh
source deploy/prerequisites.sh

filter=${1:-}
minutes_per_project=20
logs=artifacts/tests
passed=0 failed=0 skipped=0

# Reads the count in front of which $2 stands from the runner's summary line $1.
count() {
  sed -nE "s/.*\b$2: ([0-9]+).*/\1/p" <<<"$1"
}

run_project() {
  local name=$1 log=$logs/$1.log arguments=(-noColor) code=0 summary
  [ -n "$filter" ] && arguments+=(-method "*$filter*")
  timeout --kill-after=30s "${minutes_per_project}m" "tests/$name/bin/Release/net10.0/$name" "${arguments[@]}" </dev/null 2>&1 |
    tee "$log" || code=$?
  summary=$(grep -E '^ *ClientForge\.[A-Za-z.]+ +Total: ' "$log" | tail -n 1 || true)
  if [ -z "$summary" ]; then
    echo "$name ended without a summary (exit code $code)" >&2
    failed=$((failed + 1))
    return
  fi
  local total errors bad skips
  total=$(count "$summary" Total) errors=$(count "$summary" Errors) bad=$(count "$summary" Failed) skips=$(count "$summary" Skipped)
  passed=$((passed + total - bad - skips))
  failed=$((failed + bad + errors))
  skipped=$((skipped + skips))
  if [ "$code" -ne 0 ] && [ "$total" -gt 0 ] && [ $((bad + errors)) -eq 0 ]; then
    echo "$name passed and then ended with exit code $code" >&2
    failed=$((failed + 1))
  fi
}

ensure_postgresql
ensure_fallback_fonts
ensure_node
mkdir -p "$logs"
dotnet build ClientForge.Billing.sln --configuration Release --nologo --verbosity quiet -warnaserror
mark_built

for name in ClientForge.Billing.UnitTests ClientForge.Billing.IntegrationTests; do
  run_project "$name"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
