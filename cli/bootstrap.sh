#!/usr/bin/env bash
# `npm start`, `npm test` and `npm run flows:e2e` on any machine: put in place what is missing, then do it. Says nothing when
# nothing is missing. Plain bash, because on a fresh clone there is no package to import and Node may be an old one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

task=${1:?usage: bootstrap.sh start|test|flows:e2e|setup [arguments]}
shift

say() { printf '%s\n' "$*"; }
# Runs a step of the set-up quietly; shows what it printed only when it failed.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# npm writes node_modules/.package-lock.json last of all, so it is older than the lock, or absent, exactly when the
# installation is missing, was cut short, or is for another lock.
install_node_packages() {
  [[ package-lock.json -nt node_modules/.package-lock.json ]] || return 0
  if [[ -L node_modules ]]; then
    # npm ci empties what the link leads to: somebody else's installation.
    say 'node_modules is a symbolic link to an installation for another lock: remove the link first' >&2
    exit 1
  fi
  say 'Installing the Node packages (once; about a minute) …'
  quietly npm ci --no-audit --no-fund
}

electron_is_here() {
  [[ -f node_modules/electron/path.txt && -x node_modules/electron/dist/$(<node_modules/electron/path.txt) ]]
}

# Only Debian is asked for its fonts; elsewhere they have other names.
lacks_font() { command -v dpkg >/dev/null && ! dpkg -s "$1" >/dev/null 2>&1; }

# Debian starts the servers it installs, now and at each boot: a broker and a database nobody asked for, on their
# well-known ports. Keeps them from it (invoke-rc.d(8)), where nobody else has a say in that already.
install_without_services() {
  local policy=/usr/sbin/policy-rc.d ours='' code=0 package
  if [[ ! -e $policy ]]; then
    ours=$policy
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\ncase "$1" in mosquitto*|postgresql*) exit 101 ;; esac\n' >$policy
    chmod 755 $policy
  fi
  quietly apt-get install -y -q --no-install-recommends "$@" || code=$?
  [[ -z $ours ]] || rm -f "$ours"
  for package in "$@"; do
    case $package in mosquitto | postgresql) systemctl disable "$package" >/dev/null 2>&1 || true ;; esac
  done
  return $code
}

# Debian packages: what the simulated devices and the screens need on a machine without hardware.
install_system_packages() {
  local missing=()
  command -v setpriv >/dev/null || missing+=(util-linux)
  command -v socat >/dev/null || missing+=(socat)
  # ippeveprinter and cupsd are in /usr/sbin, which only root's path leads to.
  [[ -x /usr/sbin/ippeveprinter ]] || command -v ippeveprinter >/dev/null || missing+=(cups-ipp-utils)
  command -v dbus-daemon >/dev/null || missing+=(dbus-daemon)
  [[ $task != test ]] || [[ -x /usr/sbin/cupsd ]] || missing+=(cups-daemon)
  [[ $task != test ]] || command -v lpstat >/dev/null || missing+=(cups-client)
  # Independent judges of the seal on a certificate.
  [[ $task != test ]] || command -v openssl >/dev/null || missing+=(openssl)
  [[ $task != test ]] || command -v pdfsig >/dev/null || missing+=(poppler-utils)
  # What a printed document says is read back from it.
  [[ $task != flows:e2e ]] || command -v pdftotext >/dev/null || missing+=(poppler-utils)
  # The citizen card lies in the virtual reader of a real pcscd, which is handed its socket as systemd does it.
  [[ -x /usr/sbin/pcscd ]] || missing+=(pcscd)
  [[ -e /usr/lib/pcsc/drivers/serial/libifdvpcd.so ]] || missing+=(vsmartcard-vpcd)
  command -v systemd-socket-activate >/dev/null || missing+=(systemd)
  # Certificates are drawn up, and sealed in the sandbox, in these.
  ! lacks_font fonts-noto-cjk || missing+=(fonts-noto-cjk)
  [[ $task != test ]] || command -v scanimage >/dev/null || missing+=(sane-utils)
  [[ $task != test ]] || command -v pdftotext >/dev/null || missing+=(poppler-utils)
  # The hall beyond one machine; the tests start their own, on ports of their own.
  [[ $task != test ]] || [[ -x /usr/sbin/mosquitto ]] || missing+=(mosquitto)
  [[ $task != test ]] || [[ -d /usr/lib/postgresql ]] || missing+=(postgresql)
  if [[ $task == test ]] || { [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && ! electron_is_here; }; then
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
    command -v openbox >/dev/null || missing+=(openbox)
    command -v Xvfb >/dev/null || [[ $task != test ]] || missing+=(xvfb)
    # Names on cards reach into CJK extensions that Noto leaves out.
    ! lacks_font fonts-babelstone-han || missing+=(fonts-babelstone-han)
  fi
  ((${#missing[@]})) || return 0
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    say "Installing Debian packages: ${missing[*]} …"
    export DEBIAN_FRONTEND=noninteractive
    quietly apt-get update -q || true
    if install_without_services "${missing[@]}"; then
      # Chromium without windows starts at half the price; where there is none, the tests take Chromium itself.
      [[ $task != test ]] || apt-get install -y -q --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
      return 0
    fi
  fi
  say "Not everything can run until this is done: sudo apt-get install ${missing[*]}"
}

# True when $1 does not exist or something in the other paths was changed after it.
older_than_any() {
  local built=$1
  shift
  [[ ! -e $built || -n $(find "$@" -newer "$built" -print -quit 2>/dev/null) ]]
}

build_what_changed() {
  if older_than_any dist/renderer/.built renderer host/contract flows/language flows/items package-lock.json; then
    say 'Building the screens …'
    quietly npm run -s build:screens
    touch dist/renderer/.built
  fi
  if older_than_any dist/electron/.built electron kiosk-config package-lock.json; then
    quietly npm run -s build:shell
    touch dist/electron/.built
  fi
}

install_node_packages
install_system_packages
export PATH="$PWD/node_modules/.bin:$PATH"

case $task in
  setup)
    build_what_changed
    ;;
  start)
    build_what_changed
    exec cli/once start "$@"
    ;;
  flows:e2e)
    exec node tests/flows-e2e/main.ts "$@"
    ;;
  test)
    # Two hundred processes of this project are started by the tests: each type is stripped and each file compiled once.
    export NODE_COMPILE_CACHE=$PWD/node_modules/.cache/node-compile
    npm run -s build &
    npm run -s check
    wait $!
    exec vitest run --reporter=default --reporter=./tests/runner/plain-summary.ts "$@"
    ;;
  *)
    say "bootstrap.sh knows start, test, flows:e2e and setup, not \"$task\"" >&2
    exit 2
    ;;
esac
