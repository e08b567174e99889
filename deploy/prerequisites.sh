#!/usr/bin/env bash
# Sourced by run.sh, test.sh, bench.sh and simulate.sh: sets up the environment of the .NET CLI and installs what is missing.

HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
export HOME DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# The collector sizes its youngest generation by the processor's cache, which on a large server would double what each process holds.
export DOTNET_GCgen0size=0x1000000
# A build node that lives on would keep a continuous-integration job's pipes open.
export MSBUILDDISABLENODEREUSE=1

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

install_packages() {
  local missing="install these packages first: $*"
  command -v apt-get >/dev/null || { echo "No apt-get here: $missing" >&2; return 1; }
  echo "Installing $* ..." >&2
  {
    as_root apt-get -qq -o DPkg::Lock::Timeout=400 update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=400 install --no-install-recommends "$@"
  } </dev/null >&2 || { echo "apt-get failed: $missing" >&2; return 1; }
}

has_postgresql() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

ensure_postgresql() {
  has_postgresql && return
  # Only the server's programs are wanted: keep Debian from starting a cluster of its own on port 5432.
  local own_cluster=/etc/postgresql-common/createcluster.d/clientforge-billing.conf
  as_root mkdir -p "${own_cluster%/*}"
  echo 'create_main_cluster = false' | as_root tee "$own_cluster" >/dev/null
  install_packages postgresql
  as_root rm -f "$own_cluster"
}

ensure_node() {
  command -v npm >/dev/null || install_packages nodejs npm
}

# For names that the built-in fonts have no letters for, such as Chinese, Japanese and Korean ones, in invoices.
ensure_fallback_fonts() {
  local fonts=/usr/share/fonts/truetype
  [ -f $fonts/droid/DroidSansFallbackFull.ttf ] && [ -f $fonts/nanum/NanumGothic.ttf ] || install_packages fonts-droid-fallback fonts-nanum
}

built=artifacts/built

# Remembers that what is in src and db now has been built.
mark_built() {
  mkdir -p "${built%/*}"
  touch "$built"
}

# Asking the build whether anything changed takes longer than starting everything.
is_built() {
  [ -f "$1" ] && [ -f "$built" ] &&
    [ -z "$(find src db Directory.Build.props \( -name bin -o -name obj \) -prune -o -newer "$built" -print -quit)" ]
}
